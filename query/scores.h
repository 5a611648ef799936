// The score of every article of one search.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "indexer/schema.h"
#include "query/spare.h"

namespace dateline {

/// Scores by docid, 0 at first. What a word adds has the 24 bits of a float; sums of that have 53 and are
/// exact, so that equal articles stay equal in whatever order the words are taken. The memory is the thread's
/// and goes from one search to the next; what was touched of it is cleared, so that a search costs what it
/// finds, not what there is.
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

  double operator[](DocId document) const { return buffer_->values[document]; }
  void add(DocId document, double score) { touched(document) += score; }
  void set(DocId document, double score) { touched(document) = score; }

 private:
  static constexpr unsigned kLineBits = 3;   ///< articles whose scores share a line of the processor's cache
  static constexpr unsigned kGroupBits = 6;  ///< lines that share a number of `touched`
  struct Buffer {
    std::vector<double> values;
    std::vector<std::uint64_t> touched;  ///< a bit per line
  };
  using Buffers = Spare<Buffer, 2>;
  double& touched(DocId document) {
    constexpr unsigned kGroup = 1u << kGroupBits;
    buffer_->touched[document >> (kLineBits + kGroupBits)] |= std::uint64_t{1}
                                                              << (document >> kLineBits) % kGroup;
    return buffer_->values[document];
  }
  void give_back();

  std::unique_ptr<Buffer> buffer_;
};

}  // namespace dateline
