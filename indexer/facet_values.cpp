#include "indexer/facet_values.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <span>
#include <utility>

#include "indexer/entities/records/same_organizations.h"
#include "indexer/entities/records/same_people.h"

namespace dateline {
namespace {

constexpr std::size_t kMostNamed = 256;  ///< values of a field whose names are kept

/// The names of a field without their prefix.
NameColumn names_in(const FacetValues& facet, Field field) {
  const auto terms = facet.terms.view();
  NameColumn column{.begin = facet.begin, .values = facet.values};
  for (std::size_t n = 0; n < terms.size(); ++n)
    column.names.push_back(terms[n].substr(spec(field).exact_prefix.size()));
  return column;
}

/// Gives every article the records of its names in their place.
void put_records(FacetValues& facet) {
  const auto aliased = facet.view();
  std::uint32_t kept = 0;
  for (std::size_t document = 0; document + 1 < facet.begin.size(); ++document) {
    const auto first = std::exchange(facet.begin[document], kept), last = facet.begin[document + 1];
    const auto row = std::span(facet.values).subspan(first, last - first);
    for (auto& value : row) value = aliased.record_of(value);
    std::ranges::sort(row);
    const auto repeated = std::ranges::unique(row);
    for (auto at = row.begin(); at != repeated.begin(); ++at) facet.values[kept++] = *at;
  }
  facet.begin.back() = kept;
  facet.values.resize(kept);
}

}  // namespace

FacetValues by_article(ValuePostings values, DocId last) {
  const auto for_each_use = [&](auto use) {
    for (std::uint32_t number = 0; number < values.counts.size(); ++number) {
      const PostingList list(std::string_view(values.bytes).substr(values.begin[number]),
                             values.counts[number], last);
      list.for_each([&](DocId document, Uses) { use(document, number); });
    }
  };
  FacetValues facet;
  facet.begin.assign(static_cast<std::size_t>(last) + 2, 0);
  for_each_use([&](DocId document, std::uint32_t) { ++facet.begin[document + 1]; });
  for (std::size_t n = 1; n < facet.begin.size(); ++n) facet.begin[n] += facet.begin[n - 1];
  facet.values.resize(facet.begin.back());
  auto next = facet.begin;  // values come in order, so that each article's stay in it
  for_each_use([&](DocId document, std::uint32_t number) { facet.values[next[document]++] = number; });
  facet.terms = std::move(values.terms);
  return facet;
}

void join_people(FacetValues& people, const FacetValues& places, const FacetValues& organizations) {
  const std::array company{names_in(places, Field::kPlace), names_in(organizations, Field::kOrganization)};
  people.aliases = same_people(names_in(people, Field::kPerson), company);
  put_records(people);
}

void join_organizations(FacetValues& organizations) {
  organizations.aliases = same_organizations(names_in(organizations, Field::kOrganization));
  put_records(organizations);
}

void number_singles(FacetValues& facet) {
  const auto terms = facet.terms.view().size();
  for (std::size_t document = 0; document + 1 < facet.begin.size(); ++document) {
    if (facet.begin[document + 1] - facet.begin[document] > 1) return;
  }
  const auto number = [&](std::size_t document) {
    return facet.begin[document] == facet.begin[document + 1] ? 0 : facet.values[facet.begin[document]] + 1;
  };
  for (std::size_t document = 0; document + 1 < facet.begin.size(); ++document) {
    if (terms < std::numeric_limits<std::uint8_t>::max()) {
      facet.single_bytes.push_back(static_cast<std::uint8_t>(number(document)));
    } else if (terms < std::numeric_limits<std::uint16_t>::max()) {
      facet.single_pairs.push_back(static_cast<std::uint16_t>(number(document)));
    }
  }
}

std::vector<std::uint32_t> most_frequent(const FacetValues& facet) {
  std::vector<std::uint32_t> counts(facet.terms.view().size()), numbers;
  for (const auto value : facet.values) ++counts[value];
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    if (counts[number] > 0) numbers.push_back(number);
  }
  if (numbers.size() > kMostNamed) {
    std::ranges::nth_element(numbers, numbers.begin() + kMostNamed, std::greater{},
                             [&](std::uint32_t number) { return counts[number]; });
    numbers.resize(kMostNamed);
  }
  std::ranges::sort(numbers);
  return numbers;
}

FacetValues read_facet(const Xapian::Database& database, Field field) {
  const auto read = [&](Field one) {
    return by_article(read_value_postings(database, one), database.get_lastdocid());
  };
  auto facet = read(field);
  facet.slots = slots_of(facet.terms.view());
  if (field == Field::kPerson) join_people(facet, read(Field::kPlace), read(Field::kOrganization));
  if (field == Field::kOrganization) join_organizations(facet);
  number_singles(facet);
  return facet;
}

}  // namespace dateline
