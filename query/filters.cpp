#include "query/filters.h"

#include <xapian.h>

#include <limits>
#include <vector>

namespace dateline {

DocSet Filters::with_terms(std::span<const std::string> terms, Within within) const {
  auto set = none();
  const auto count = within != nullptr ? within->count() : 0;
  for (const auto& term : terms) {
    for_each_posting(database_, term, within, count, [&](DocId document, const auto&) { set.add(document); });
  }
  return set;
}

DocSet Filters::with_value(Field field, const std::string& key, Within within) const {
  const auto term = exact_term(field, key);
  const auto list = columns_.with_value(field, term);
  if (!list) return with_term(term, within);
  auto set = none();
  for_each_posting(list->unchanged, within, [&](DocId document, Uses) { set.add(document); });
  if (list->changed != nullptr) set -= *list->changed;
  for (const auto document : list->since) {
    if (within == nullptr || within->has(document)) set.add(document);
  }
  return set;
}

std::uint64_t Filters::most_with_value(Field field, const std::string& key) const {
  const auto term = exact_term(field, key);
  const auto list = columns_.with_value(field, term);
  return list ? list->most() : database_.get_termfreq(term);
}

DocSet Filters::published(const DayRange& range, Within within) const {
  const auto first = range.first ? range.first->time_since_epoch().count() : Columns::kNoDay + 1;
  const auto last =
      range.last ? range.last->time_since_epoch().count() : std::numeric_limits<std::int32_t>::max();
  const auto& days = columns_.days();
  const auto is_in = [&](DocId document) { return days[document] >= first && days[document] <= last; };
  if (within != nullptr) {
    auto set = none();
    within->for_each([&](DocId document) {
      if (is_in(document)) set.add(document);
    });
    return set;
  }
  std::vector<std::uint64_t> bits(columns_.last() / 64 + 1);
  for (DocId document = 0; document <= columns_.last(); ++document)
    bits[document / 64] |= std::uint64_t{is_in(document)} << (document % 64);
  return DocSet(bits);
}

}  // namespace dateline
