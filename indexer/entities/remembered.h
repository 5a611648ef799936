// What a function of a text alone gave before, for texts that come again and again.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Keeps what was made of texts of up to 64 bytes, of 8,192 of them at most. One thread.
template <typename Value>
class Remembered {
 public:
  /// What `make(text)` gives, or gave before: it has to depend on the text alone.
  template <typename Make>
  Value of(std::string_view text, Make make) {
    if (text.size() > kLongest) return make(text);
    auto& kept = kept_[std::hash<std::string_view>{}(text) % kPlaces];
    if (!kept.value || kept.text != text) kept = {std::string(text), make(text)};
    return *kept.value;
  }

 private:
  static constexpr std::size_t kPlaces = 8192, kLongest = 64;
  struct Kept {
    std::string text;
    std::optional<Value> value;
  };
  std::vector<Kept> kept_ =
      std::vector<Kept>(kPlaces);  ///< by place: the later text takes that of the earlier
};

}  // namespace dateline
