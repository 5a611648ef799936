#include "indexer/column_file.h"

#include <malloc.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <limits>
#include <utility>

#include "indexer/column_sections.h"
#include "indexer/entities/records/same_organizations.h"
#include "indexer/entities/records/same_people.h"
#include "indexer/shown_name.h"

namespace dateline {

using namespace column_sections;

namespace {

constexpr std::size_t kMostNamed = 256;  ///< values of a field whose names are kept

template <typename Value, typename Decode>
void read_slot(const Xapian::Database& database, Slot slot, std::vector<Value>& column, Decode decode) {
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    if (const auto decoded = decode(*value)) {
      column[value.get_docid()] = static_cast<Value>(decoded->time_since_epoch().count());
    }
  }
}

/// Numbers the months of the days there are; leaves them out where two bytes cannot number them.
void add_months(ArticleValues& articles) {
  std::vector<std::int32_t> days = articles.days;
  std::ranges::sort(days);
  for (const auto day : days) {
    if (day == kNoDay || (!articles.first_days.empty() && first_of_month(day) == articles.first_days.back()))
      continue;
    articles.first_days.push_back(first_of_month(day));
  }
  if (articles.first_days.size() >= std::numeric_limits<std::uint16_t>::max())
    return articles.first_days.clear();
  for (const auto day : articles.days) {
    const auto behind = std::ranges::upper_bound(articles.first_days, day);
    articles.months.push_back(
        day == kNoDay ? 0 : static_cast<std::uint16_t>(behind - articles.first_days.begin()));
  }
}

/// The articles of every value, one list behind the other.
struct ValuePostings {
  std::vector<std::uint64_t> begin;
  std::vector<std::uint32_t> counts;
  std::string bytes;
};

/// Reads the values of a field, and where asked for their articles as lists.
FacetValues read_values(const Xapian::Database& database, Field field, ValuePostings* lists = nullptr) {
  const std::string prefix(spec(field).exact_prefix);
  FacetValues facet;
  PostingEncoder encoder;
  std::vector<std::pair<DocId, std::uint32_t>> pairs;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto name = *term;
    if (!is_exact_term(field, name)) continue;
    const auto number = static_cast<std::uint32_t>(facet.terms.view().size());
    facet.terms.add(name);
    const auto before = pairs.size();
    for (auto posting = database.postlist_begin(name); posting != database.postlist_end(name); ++posting)
      pairs.emplace_back(*posting, number);
    if (lists == nullptr) continue;
    for (auto pair = before; pair < pairs.size(); ++pair) encoder.add(pairs[pair].first, Uses(1, false));
    lists->begin.push_back(lists->bytes.size());
    lists->counts.push_back(static_cast<std::uint32_t>(pairs.size() - before));
    lists->bytes += encoder.take();
  }
  if (lists != nullptr) lists->bytes.append(kPostingPadding, '\0');
  facet.slots = slots_of(facet.terms.view());
  // Counting sort by docid: the pairs come in order of value, so each article's values stay in that order.
  facet.begin.assign(static_cast<std::size_t>(database.get_lastdocid()) + 2, 0);
  for (const auto& [document, number] : pairs) ++facet.begin[document + 1];
  for (std::size_t n = 1; n < facet.begin.size(); ++n) facet.begin[n] += facet.begin[n - 1];
  facet.values.resize(pairs.size());
  auto next = facet.begin;
  for (const auto& [document, number] : pairs) facet.values[next[document]++] = number;
  return facet;
}

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

/// Joins the names of people and of organizations and numbers single values once more, in fewer bytes.
FacetValues as_counted(const Xapian::Database& database, Field field, FacetValues facet) {
  if (field == Field::kPerson) {
    const auto places = read_values(database, Field::kPlace);
    const auto organizations = read_values(database, Field::kOrganization);
    const std::array company{names_in(places, Field::kPlace), names_in(organizations, Field::kOrganization)};
    facet.aliases = same_people(names_in(facet, field), company);
    put_records(facet);
  } else if (field == Field::kOrganization) {
    facet.aliases = same_organizations(names_in(facet, field));
    put_records(facet);
  }
  const auto terms = facet.terms.view().size();
  for (std::size_t document = 0; document + 1 < facet.begin.size(); ++document) {
    if (facet.begin[document + 1] - facet.begin[document] > 1) return facet;
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
  return facet;
}

/// The numbers of the values that most articles have, rising.
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

void write_counted(SectionWriter& file, ShownNames& shown, Field field, const FacetValues& facet) {
  const auto first = first_section_of(field);
  file.section(first + kValueBegin, facet.begin);
  file.section(first + kValues, facet.values);
  file.section(first + kAliases, facet.aliases);
  file.section(first + kSingleBytes, facet.single_bytes);
  file.section(first + kSinglePairs, facet.single_pairs);
  const auto named = most_frequent(facet);
  Strings names;
  for (const auto number : named) names.add(shown(field, std::string(facet.terms.view()[number])));
  file.section(first + kNamed, named);
  file.section(first + kNameBegin, names.begin);
  file.section(first + kNames, names.bytes);
}

void write_field(SectionWriter& file, const Xapian::Database& database, ShownNames& shown,
                 const FieldSpec& row) {
  ValuePostings lists;
  auto values = read_values(database, row.field, &lists);
  const auto first = first_section_of(row.field);
  file.section(first + kTermBegin, values.terms.begin);
  file.section(first + kTerms, values.terms.bytes);
  file.section(first + kSlots, values.slots);
  file.section(first + kPostingBegin, lists.begin);
  file.section(first + kPostingCounts, lists.counts);
  file.section(first + kPostings, lists.bytes);
  if (!row.facet.empty())
    write_counted(file, shown, row.field, as_counted(database, row.field, std::move(values)));
}

}  // namespace

std::int32_t first_of_month(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const std::chrono::sys_days first{date.year() / date.month() / 1};
  return static_cast<std::int32_t>(first.time_since_epoch().count());
}

ArticleValues read_articles(const Xapian::Database& database) {
  const std::size_t size = static_cast<std::size_t>(database.get_lastdocid()) + 1;
  ArticleValues articles;
  articles.lengths.resize(size);
  articles.published.assign(size, kNoInstant);
  articles.days.assign(size, kNoDay);
  articles.present.resize(size / 64 + 1);
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const auto document = *posting;
    articles.lengths[document] = posting.get_doclength();
    articles.present[document / 64] |= std::uint64_t{1} << (document % 64);
  }
  read_slot(database, kPublishedSlot, articles.published, decode_instant);
  read_slot(database, kDaySlot, articles.days, decode_day);
  articles.digests.resize(size);
  for (auto value = database.valuestream_begin(kDigestSlot); value != database.valuestream_end(kDigestSlot);
       ++value)
    articles.digests[value.get_docid()] = digest_number(*value);
  return articles;
}

FacetValues read_facet(const Xapian::Database& database, Field field) {
  return as_counted(database, field, read_values(database, field));
}

std::expected<void, Error> ColumnFile::write(const std::string& generation,
                                             const Xapian::Database& database) {
  SectionWriter file(path_of(generation), kMagic, kSections);
  {
    auto articles = read_articles(database);
    add_months(articles);
    file.section(kLengths, articles.lengths);
    file.section(kPublished, articles.published);
    file.section(kDays, articles.days);
    file.section(kPresent, articles.present);
    file.section(kMonths, articles.months);
    file.section(kFirstDays, articles.first_days);
    file.section(kDigests, articles.digests);
  }
  ShownNames shown(database);
  for (const auto& row : kFields) {
    if (has_value_articles(row.field)) write_field(file, database, shown, row);
  }
  ::malloc_trim(0);  // lists as long as the archive, which the words file has no use for
  return file.finish(database);
}

}  // namespace dateline
