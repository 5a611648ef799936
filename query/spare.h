// Memory that a thread keeps from one search to the next.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace dateline {

/// Buffers that were used and cleared again: to allocate or clear all of one would cost more than most
/// searches do. A thread keeps at most `kMost`.
template <typename Buffer, std::size_t kMost>
class Spare {
 public:
  /// A buffer as it was given back, or a new one.
  static std::unique_ptr<Buffer> take() {
    if (is_over || kept().buffers.empty()) return std::make_unique<Buffer>();
    auto buffer = std::move(kept().buffers.back());
    kept().buffers.pop_back();
    return buffer;
  }

  /// Whether one more would be kept: where not, it need not be cleared.
  static bool has_room() { return !is_over && kept().buffers.size() < kMost; }

  static void give_back(std::unique_ptr<Buffer> buffer) { kept().buffers.push_back(std::move(buffer)); }

 private:
  struct Kept {
    std::vector<std::unique_ptr<Buffer>> buffers;
    ~Kept() { is_over = true; }
  };
  static Kept& kept() {
    thread_local Kept kept;
    return kept;
  }
  static inline thread_local bool is_over = false;  ///< the thread ends: what it kept is gone
};

}  // namespace dateline
