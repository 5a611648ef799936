// What a set of articles is made of, as a table for people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "corpus/article.h"
#include "corpus/reader.h"

namespace dateline {

/// Counts articles, their languages and sources, what they lack, and the span of their dates.
class Statistics {
 public:
  void add(const Article& article);
  /// A heading a line, and below it counts with what they count, the 20 highest first.
  std::string table() const;

 private:
  std::uint64_t articles_ = 0;
  Tally languages_, sources_, missing_;
  std::optional<Date> first_, last_;
};

}  // namespace dateline
