// The sections of a words file, for the two sides that write and read it: see word_file.h.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::word_sections {

inline constexpr std::string_view kMagic = "Dateline words 7\n";

enum : std::size_t {
  kArticles,
  kArticleBegin,
  kDigests,
  kWordBegin,
  kWords,
  kOrder,
  kFrequencies,
  kStems,
  kCopied,
  kBands,
  kPostings,
  kPostingBegin,
  kWordSlots,
  kStemKeyBegin,
  kStemKeys,
  kStemKeySlots,
  kFormBegin,
  kForms,
  kFollowers,
  kFollowerBegin,
  kCount
};

}  // namespace dateline::word_sections
