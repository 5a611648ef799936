#include "query/scores.h"

#include <algorithm>
#include <utility>

namespace dateline {

std::vector<std::unique_ptr<Scores::Buffer>>& Scores::spare() {
  thread_local std::vector<std::unique_ptr<Buffer>> buffers;
  return buffers;
}

Scores::Scores(DocId last) {
  if (spare().empty()) {
    buffer_ = std::make_unique<Buffer>();
  } else {
    buffer_ = std::move(spare().back());
    spare().pop_back();
  }
  const auto chunks = (std::size_t{last} >> kChunkBits) + 1;
  if (buffer_->is_touched.size() < chunks) {
    buffer_->is_touched.resize(chunks);
    buffer_->values.resize(chunks << kChunkBits);
  }
}

Scores::Scores(const Scores& other)
    : buffer_(other.buffer_ ? std::make_unique<Buffer>(*other.buffer_) : nullptr) {}

void Scores::give_back() {
  constexpr std::size_t kMostSpare = 2;
  if (!buffer_ || spare().size() >= kMostSpare) return;
  for (std::size_t chunk = 0; chunk < buffer_->is_touched.size(); ++chunk) {
    if (std::exchange(buffer_->is_touched[chunk], 0) == 0) continue;
    std::fill_n(buffer_->values.begin() + static_cast<std::ptrdiff_t>(chunk << kChunkBits),
                std::size_t{1} << kChunkBits, 0.0f);
  }
  spare().push_back(std::move(buffer_));
}

}  // namespace dateline
