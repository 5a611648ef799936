#include "query/narrowing.h"

#include <xapian.h>

#include <algorithm>

#include "query/evaluate.h"

namespace dateline {

Narrowing::Narrowing(const Xapian::Database& database, const Columns& columns,
                     const std::vector<Selection>& selections) {
  for (const auto& selection : selections) {
    const bool is_days = selection.node.kind == Node::Kind::kDays;
    parts_.push_back(
        {selection.field, is_days, selection.exclude, articles_of(database, columns, selection.node)});
  }
}

DocSet Narrowing::narrowed(DocSet documents) const {
  for (const auto& part : parts_) apply(part, documents);
  return documents;
}

bool Narrowing::selects(std::string_view facet) const {
  return std::ranges::any_of(parts_, [&](const Part& part) { return is_own(part, facet); });
}

DocSet Narrowing::narrowed_for(std::string_view facet, DocSet documents) const {
  for (const auto& part : parts_) {
    if (!is_own(part, facet)) apply(part, documents);
  }
  return documents;
}

bool Narrowing::is_own(const Part& part, std::string_view facet) {
  if (!part.field) return part.is_days && (facet == kYearFacet || facet == kMonthFacet);
  return !part.exclude && spec(*part.field).facet == facet;
}

void Narrowing::apply(const Part& part, DocSet& documents) {
  if (part.exclude) {
    documents -= part.documents;
  } else {
    documents &= part.documents;
  }
}

}  // namespace dateline
