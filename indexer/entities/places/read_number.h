// Numbers in cells of tables.
#pragma once

#include <charconv>
#include <string_view>
#include <system_error>

namespace dateline {

/// Whether all of `digits` is a number, which is put into `number`.
template <typename Number>
bool read_number(std::string_view digits, Number& number) {
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return result.ec == std::errc{} && result.ptr == digits.data() + digits.size();
}

}  // namespace dateline
