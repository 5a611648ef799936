#include "corpus/utf16.h"

#include "corpus/base/text.h"

namespace dateline {

using namespace std::string_view_literals;

std::optional<Utf16Decoder> Utf16Decoder::of(std::string_view beginning) {
  if (beginning.starts_with("\xFF\xFE\0\0"sv)) return std::nullopt;  // UTF-32
  if (beginning.starts_with("\xFF\xFE"sv)) return Utf16Decoder(false);
  if (beginning.starts_with("\xFE\xFF"sv)) return Utf16Decoder(true);
  return std::nullopt;
}

char32_t Utf16Decoder::unit(std::size_t at) const {
  const auto first = static_cast<unsigned char>(rest_[at]),
             second = static_cast<unsigned char>(rest_[at + 1]);
  return is_big_endian_ ? first << 8 | second : second << 8 | first;
}

void Utf16Decoder::append(std::string& out, std::string_view bytes) {
  constexpr char32_t kMark = 0xFEFF, kHigh = 0xD800, kLow = 0xDC00, kEnd = 0xE000, kReplacement = 0xFFFD;
  rest_ += bytes;
  std::size_t at = 0;
  while (at + 1 < rest_.size()) {
    auto value = unit(at);
    if (value >= kHigh && value < kLow) {
      if (at + 3 >= rest_.size()) break;
      const auto low = unit(at + 2);
      const bool is_pair = low >= kLow && low < kEnd;
      value = is_pair ? 0x10000 + ((value - kHigh) << 10) + (low - kLow) : kReplacement;
      if (is_pair) at += 2;
    } else if (value >= kLow && value < kEnd) {
      value = kReplacement;
    }
    at += 2;
    if (value != kMark) append_utf8(out, value);
  }
  rest_.erase(0, at);
}

}  // namespace dateline
