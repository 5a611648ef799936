// The score of every article of one search.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "indexer/schema.h"

namespace dateline {

/// Scores by docid, 0 at first. The memory is the thread's and goes from one search to the next: clearing all
/// of it would cost more than most searches do, so only what was touched is.
class Scores {
 public:
  Scores() = default;
  explicit Scores(DocId last);
  Scores(const Scores& other);
  Scores(Scores&&) noexcept = default;
  Scores& operator=(Scores other) noexcept {
    std::swap(buffer_, other.buffer_);
    return *this;
  }
  ~Scores() { give_back(); }

  float operator[](DocId document) const { return buffer_->values[document]; }
  void add(DocId document, float score) { touched(document) += score; }
  void set(DocId document, float score) { touched(document) = score; }

 private:
  static constexpr unsigned kChunkBits = 10;  ///< articles that are cleared together
  struct Buffer {
    std::vector<float> values;
    std::vector<std::uint8_t> is_touched;  ///< by chunk
  };
  static std::vector<std::unique_ptr<Buffer>>& spare();
  float& touched(DocId document) {
    buffer_->is_touched[document >> kChunkBits] = 1;
    return buffer_->values[document];
  }
  void give_back();

  std::unique_ptr<Buffer> buffer_;
};

}  // namespace dateline
