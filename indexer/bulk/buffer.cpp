#include "indexer/bulk/buffer.h"

#include <new>

namespace dateline::glass {

void Buffer::reallocate(std::size_t capacity) {
  void* const bytes = std::realloc(bytes_.get(), capacity);
  if (bytes == nullptr) throw std::bad_alloc();
  (void)bytes_.release();
  bytes_.reset(static_cast<char*>(bytes));
  capacity_ = capacity;
}

}  // namespace dateline::glass
