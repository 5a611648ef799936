// The articles that the filters and days of a request let through, one by one and together.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "query/columns.h"
#include "query/doc_set.h"
#include "query/evaluate.h"
#include "query/request.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The selections of one request, evaluated. Counting a facet leaves its own selection out, so that the
/// values that could be chosen instead keep their counts; what a reader excluded stays excluded.
class Narrowing {
 public:
  /// `is_joint`: narrowed() alone will be asked for, which lets each selection look only at what those before
  /// it let through. The time of `limits` does not hold for what is excluded, which must not be found.
  /// Xapian's errors pass through.
  Narrowing(const Xapian::Database& database, const Columns& columns,
            const std::vector<Selection>& selections, const Limits& limits, bool is_joint = false);

  /// What limits left out, and whether they left out nothing.
  const std::vector<Note>& notes() const { return notes_; }
  bool is_complete() const { return is_complete_; }

  /// All articles that every selection lets through.
  DocSet allowed() const;

  /// Those of `documents` that every selection lets through.
  DocSet narrowed(DocSet documents) const;

  /// Whether the facet `name` has a selection of its own: a filter by its field that does not exclude; for
  /// years and months the days.
  bool selects(std::string_view facet) const;
  static bool selects(const std::vector<Selection>& selections, std::string_view facet);

  /// Those of `documents` that every selection but the own ones of the facet `name` lets through.
  DocSet narrowed_for(std::string_view facet, DocSet documents) const;

 private:
  struct Part {
    std::optional<Field> field;
    bool is_days;
    bool exclude;
    DocSet documents;
  };
  static bool is_own(std::optional<Field> field, bool is_days, bool exclude, std::string_view facet);
  static void apply(const Part& part, DocSet& documents);
  std::span<const std::uint64_t> present_;
  std::vector<Part> parts_;
  std::vector<Note> notes_;
  bool is_complete_ = true;
};

}  // namespace dateline
