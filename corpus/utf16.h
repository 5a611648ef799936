// Text in UTF-16, as Excel's "Unicode text" and PowerShell write it, as it streams.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// Turns UTF-16 into UTF-8 piece by piece.
class Utf16Decoder {
 public:
  /// The decoder of a text that begins so; nothing unless a byte order mark of UTF-16 says that it is one.
  static std::optional<Utf16Decoder> of(std::string_view beginning);

  /// Appends what `bytes`, the next of the text, hold to `out`, without byte order mark. A character that
  /// they end inside of comes with the next ones; half a surrogate pair becomes U+FFFD.
  void append(std::string& out, std::string_view bytes);

 private:
  explicit Utf16Decoder(bool is_big_endian) : is_big_endian_(is_big_endian) {}
  char32_t unit(std::size_t at) const;

  bool is_big_endian_;
  std::string rest_;  ///< bytes of a character that is not whole
};

}  // namespace dateline
