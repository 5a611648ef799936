#include "query/scores.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace dateline {

Scores::Scores(DocId last) : buffer_(Buffers::take()) {
  const auto groups = (std::size_t{last} >> (kLineBits + kGroupBits)) + 1;
  if (buffer_->touched.size() < groups) {
    buffer_->touched.resize(groups);
    buffer_->values.resize(groups << (kLineBits + kGroupBits));
  }
}

Scores::Scores(const Scores& other)
    : buffer_(other.buffer_ ? std::make_unique<Buffer>(*other.buffer_) : nullptr) {}

void Scores::give_back() {
  if (!buffer_ || !Buffers::has_room()) return;
  auto* group_values = buffer_->values.data();
  for (auto& group : buffer_->touched) {
    for (auto lines = std::exchange(group, 0); lines != 0; lines &= lines - 1)
      std::fill_n(group_values + (std::countr_zero(lines) << kLineBits), 1u << kLineBits, 0.0);
    group_values += std::size_t{1} << (kLineBits + kGroupBits);
  }
  Buffers::give_back(std::move(buffer_));
}

}  // namespace dateline
