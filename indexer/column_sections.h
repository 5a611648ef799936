// The sections of a column file, for the two sides that write and read it: see column_file.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/schema.h"

namespace dateline::column_sections {

inline constexpr std::string_view kMagic = "Dateline columns 6\n";

/// Of every article; digests are the last.
enum : std::size_t { kLengths, kPublished, kDays, kPresent, kMonths, kFirstDays, kDigests, kArticleSections };

/// Of every field, from first_section_of() on; of one that is not counted, only the first six.
enum : std::size_t {
  kTermBegin,
  kTerms,
  kSlots,
  kPostingBegin,
  kPostingCounts,
  kPostings,
  kValueBegin,
  kValues,
  kAliases,
  kSingleBytes,
  kSinglePairs,
  kNamed,
  kNameBegin,
  kNames,
  kFieldSections
};

inline constexpr std::size_t kSections = kArticleSections + kFieldSections * kFields.size();

constexpr std::size_t first_section_of(Field field) {
  return kArticleSections + kFieldSections * static_cast<std::size_t>(field);
}

inline std::string path_of(const std::string& generation) { return generation + "/columns"; }

}  // namespace dateline::column_sections
