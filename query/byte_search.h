// Finding a few bytes among some hundred: what words, one directly behind the other, are in an article's byte
// string.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Looks for some short byte strings in one go, several times as fast as memmem for each.
class ByteFinder {
 public:
  /// Also looks for `part`, which is not empty.
  void add(const std::string& part) { add_parts({part}, {.may_be_anything = true}); }

  /// Also looks for one of `first` with one of `second` directly behind it. None is empty.
  void add_pair(const std::vector<std::string>& first, const std::vector<std::string>& second);

  /// Whether something that is looked for stands in `bytes`.
  bool any_in(std::string_view bytes) const;

 private:
  using Bytes = unsigned char __attribute__((vector_size(16)));  ///< a block: compared at once
  /// Whatever has fewer alternatives of what stands side by side.
  struct Part {
    Bytes first_byte, last_byte;  ///< so often as are looked at
    std::size_t last;             ///< where its last byte is
    std::string bytes;
    std::size_t neighbours;  ///< one of which has to stand beside it, in neighbours_
  };
  struct Neighbours {
    bool may_be_anything = false;
    bool are_before = false;  ///< false: behind
    std::vector<std::string> alternatives;
  };
  void add_parts(const std::vector<std::string>& parts, Neighbours neighbours);
  static Bytes bytes_at(const char* at);
  static bool is_zero(const Bytes& bytes);
  template <std::size_t Blocks>
  bool any_in_blocks(std::string_view bytes, std::size_t at) const;
  bool any_at(std::string_view bytes, std::size_t place) const;
  bool has_neighbour(std::string_view bytes, std::size_t place, const Part& part) const;

  std::vector<Part> parts_;
  std::vector<Neighbours> neighbours_;
  std::size_t longest_ = 0;  ///< bytes of a part
};

}  // namespace dateline
