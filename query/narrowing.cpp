#include "query/narrowing.h"

#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace dateline {

Narrowing::Narrowing(const Xapian::Database& database, const Columns& columns,
                     const std::vector<Selection>& selections, const Limits& limits, bool is_joint)
    : present_(columns.present()) {
  const auto add = [&](const Selection& selection, bool is_days) {
    const bool has_before = is_joint && !parts_.empty() && !parts_.back().exclude;
    const auto* const within = has_before ? &parts_.back().documents : nullptr;
    const Limits endless{.expansions = limits.expansions};
    auto found =
        matches_of_filter(database, columns, selection.node, selection.exclude ? endless : limits, within);
    parts_.push_back({selection.field, is_days, selection.exclude, std::move(found.documents)});
    std::ranges::move(found.notes, std::back_inserter(notes_));
    is_complete_ &= found.is_complete;
  };
  // Days come last: every article has one, and few are left to look at.
  for (const bool is_days : {false, true}) {
    for (const auto& selection : selections) {
      if ((selection.node.kind == Node::Kind::kDays) == is_days) add(selection, is_days);
    }
  }
}

DocSet Narrowing::allowed() const {
  const auto including = std::ranges::find(parts_, false, &Part::exclude);
  return narrowed(including != parts_.end() ? including->documents : DocSet(present_));
}

DocSet Narrowing::narrowed(DocSet documents) const {
  for (const auto& part : parts_) apply(part, documents);
  return documents;
}

bool Narrowing::selects(std::string_view facet) const {
  return std::ranges::any_of(
      parts_, [&](const Part& part) { return is_own(part.field, part.is_days, part.exclude, facet); });
}

bool Narrowing::selects(const std::vector<Selection>& selections, std::string_view facet) {
  return std::ranges::any_of(selections, [&](const Selection& selection) {
    return is_own(selection.field, selection.node.kind == Node::Kind::kDays, selection.exclude, facet);
  });
}

DocSet Narrowing::narrowed_for(std::string_view facet, DocSet documents) const {
  for (const auto& part : parts_) {
    if (!is_own(part.field, part.is_days, part.exclude, facet)) apply(part, documents);
  }
  return documents;
}

bool Narrowing::is_own(std::optional<Field> field, bool is_days, bool exclude, std::string_view facet) {
  if (!field) return is_days && (facet == kYearFacet || facet == kMonthFacet);
  return !exclude && spec(*field).facet == facet;
}

void Narrowing::apply(const Part& part, DocSet& documents) {
  if (part.exclude) {
    documents -= part.documents;
  } else {
    documents &= part.documents;
  }
}

}  // namespace dateline
