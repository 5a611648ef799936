// Bytes that grow at their end, written through a pointer: what std::string does, without a check a byte.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

namespace dateline::glass {

/// `kPadding` bytes behind the end can be read and have no meaning.
class Buffer {
 public:
  static constexpr std::size_t kPadding = 16;

  Buffer() = default;
  explicit Buffer(std::size_t capacity) { grow(capacity); }

  /// Where the next bytes go; room for `bytes`. Ends with commit(). Voids views taken before.
  char* room(std::size_t bytes) {
    if (size_ + bytes + kPadding > capacity_) grow(size_ + bytes);
    return bytes_.get() + size_;
  }
  void commit(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

  void append(std::string_view bytes) {
    char* const out = room(bytes.size());
    if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
    size_ += bytes.size();
  }

  /// Gives the memory behind the end back.
  void fit() {
    if (capacity_ > size_ + kPadding) reallocate(size_ + kPadding);
  }

  const char* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }
  void set(std::size_t at, char byte) { bytes_[at] = byte; }
  void truncate(std::size_t size) { size_ = size; }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };

  void grow(std::size_t least) {
    reallocate(std::max(least, size_ * 2) + 64 + kPadding);
    std::memset(bytes_.get() + size_, 0, kPadding);
  }

  void reallocate(std::size_t capacity);

  std::unique_ptr<char[], Free> bytes_;
  std::size_t size_ = 0, capacity_ = 0;
};

/// Copies `size` bytes; 16 are read and written if there are fewer, so both ends need that much room.
inline char* put_short(char* out, const char* from, std::size_t size) {
  if (size <= 16) {
    std::memcpy(out, from, 16);
  } else {
    std::memcpy(out, from, size);
  }
  return out + size;
}

}  // namespace dateline::glass
