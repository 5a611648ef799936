#include "query/columns.h"

#include <xapian.h>

namespace dateline {
namespace {

template <typename Value, typename Decode>
void read_slot(const Xapian::Database& database, Slot slot, std::vector<Value>& column, Decode decode) {
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    if (const auto decoded = decode(*value)) {
      column[value.get_docid()] = static_cast<Value>(decoded->time_since_epoch().count());
    }
  }
}

/// The exact terms of `field`: those with its prefix that have no longer prefix, which would begin with a
/// capital letter.
std::vector<std::string> terms_of(const Xapian::Database& database, const std::string& prefix) {
  std::vector<std::string> terms;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto name = *term;
    const bool other_field =
        name.size() > prefix.size() && name[prefix.size()] >= 'A' && name[prefix.size()] <= 'Z';
    if (!other_field) terms.push_back(name);
  }
  return terms;
}

FacetColumn read_facet(const Xapian::Database& database, const std::string& prefix, DocId last) {
  FacetColumn column{.terms = terms_of(database, prefix)};
  std::vector<std::pair<DocId, std::uint32_t>> pairs;
  for (std::uint32_t number = 0; number < column.terms.size(); ++number) {
    const auto& term = column.terms[number];
    for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting) {
      pairs.emplace_back(*posting, number);
    }
  }
  // Counting sort by docid: the pairs come in order of value, so each article's values stay in that order.
  column.begin.assign(static_cast<std::size_t>(last) + 2, 0);
  for (const auto& [document, number] : pairs) ++column.begin[document + 1];
  for (std::size_t n = 1; n < column.begin.size(); ++n) column.begin[n] += column.begin[n - 1];
  column.values.resize(pairs.size());
  auto next = column.begin;
  for (const auto& [document, number] : pairs) column.values[next[document]++] = number;
  return column;
}

}  // namespace

Columns::Columns(const Xapian::Database& database)
    : count_(database.get_doccount()),
      average_length_(database.get_average_length()),
      facets_(kFields.size()) {
  const std::size_t size = static_cast<std::size_t>(database.get_lastdocid()) + 1;
  lengths_.resize(size);
  published_.assign(size, kNoInstant);
  days_.assign(size, kNoDay);
  present_.resize(size / 64 + 1);
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const auto document = *posting;
    lengths_[document] = posting.get_doclength();
    present_[document / 64] |= std::uint64_t{1} << (document % 64);
  }
  read_slot(database, kPublishedSlot, published_, decode_instant);
  read_slot(database, kDaySlot, days_, decode_day);
}

const FacetColumn& Columns::facet(const Xapian::Database& database, Field field) const {
  const std::scoped_lock lock(facets_mutex_);
  auto& column = facets_[static_cast<std::size_t>(field)];
  if (!column) {
    column =
        std::make_unique<FacetColumn>(read_facet(database, std::string(spec(field).exact_prefix), last()));
  }
  return *column;
}

}  // namespace dateline
