// Networks, as operators write them: 10.0.0.0/8, 2001:db8::/32, or one address.
#pragma once

#include <array>
#include <expected>
#include <string_view>

#include "corpus/base/error.h"

namespace dateline {

/// All addresses that begin with the same bits.
struct AddressRange {
  std::array<unsigned char, 16> begin{};  ///< as IPv6 has it; IPv4 mapped into it
  unsigned bits = 0;                      ///< of `begin` that count: 0 to 128

  /// Whether `address` is one of them; false for what is no address. "::ffff:10.0.0.1" is 10.0.0.1.
  bool contains(std::string_view address) const;
};

/// The addresses that `text` stands for: an address, or an address, '/' and how many of its bits count.
/// Errors: kInvalidArgument  neither
std::expected<AddressRange, Error> parse_address_range(std::string_view text);

}  // namespace dateline
