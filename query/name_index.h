// The names that one field has, to be found while they are typed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "query/ranked_names.h"

namespace dateline {

/// Finds records by the beginnings of the words of any of their names. Built once, then read by any number of
/// threads.
class NameIndex {
 public:
  /// What `column` shows has to outlive it; its terms have a prefix of `prefix_bytes`.
  NameIndex(const FacetColumn& column, std::size_t prefix_bytes)
      : NameIndex(unchanged(column, prefix_bytes), column, prefix_bytes) {}

  /// The same where the names of the unchanged column are there already: only those that changed articles
  /// have or had are ranked anew.
  NameIndex(std::shared_ptr<const RankedNames> unchanged, const FacetColumn& column,
            std::size_t prefix_bytes);

  /// The names of `column` without what changed.
  static std::shared_ptr<const RankedNames> unchanged(FacetColumn column, std::size_t prefix_bytes);

  /// The `most` most frequent names that have, for each word of `typed` (a value_key), a word that begins
  /// with it. Where there are fewer, and `forgiving`, names follow that do but for one edit in words of four
  /// letters and more, two in words of eight and more: nearest first, then by frequency.
  std::vector<FoundName> find(std::string_view typed, std::size_t most, bool forgiving = true) const;

  /// The record's name as it is compared: a value_key.
  std::string_view key(std::uint32_t number) const { return column_.terms[number].substr(prefix_bytes_); }

 private:
  std::vector<FoundName> best(const std::vector<std::string_view>& typed, std::size_t most,
                              bool nearly) const;

  FacetColumn column_;
  std::size_t prefix_bytes_;
  std::shared_ptr<const RankedNames> unchanged_;
  std::optional<RankedNames> changed_;
  std::vector<bool> touched_;  ///< by number, the records that changed_ has in the place of unchanged_
};

}  // namespace dateline
