// The names of an archive written down, as the index keeps them in a column.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "indexer/entities/records/company.h"

namespace dateline {

/// One kind of names by article.
class NameTable {
 public:
  /// Each article is its names divided by "; ".
  explicit NameTable(const std::vector<std::string>& articles) {
    std::vector<std::set<std::string>> names_of;
    std::set<std::string> names;
    for (const auto& article : articles) {
      auto& found = names_of.emplace_back();
      for (std::size_t from = 0; from <= article.size();) {
        const auto to = std::min(article.find("; ", from), article.size());
        if (to > from) found.insert(article.substr(from, to - from));
        from = to + 2;
      }
      names.insert(found.begin(), found.end());
    }
    names_.assign(names.begin(), names.end());
    for (const auto& found : names_of) {
      begin_.push_back(static_cast<std::uint32_t>(values_.size()));
      for (const auto& name : found) {
        const auto at = std::ranges::lower_bound(names_, name);
        values_.push_back(static_cast<std::uint32_t>(at - names_.begin()));
      }
    }
    begin_.push_back(static_cast<std::uint32_t>(values_.size()));
  }

  NameColumn view() const { return {{names_.begin(), names_.end()}, begin_, values_}; }

 private:
  std::vector<std::string> names_;
  std::vector<std::uint32_t> begin_, values_;
};

}  // namespace dateline
