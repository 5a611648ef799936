#include "indexer/column_file.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace dateline {
namespace {

constexpr std::string_view kMagic = "Dateline columns 4\n";
constexpr std::size_t kArticleSections = 4;  // lengths, published, days, present
constexpr std::size_t kFacetSections = 6;    // begin of terms, terms, begin of values, values, aliases, slots
constexpr std::size_t kSections = kArticleSections + kFacetSections * kFields.size();

std::string path_of(const std::string& generation) { return generation + "/columns"; }

std::size_t first_section_of(Field field) {
  return kArticleSections + kFacetSections * static_cast<std::size_t>(field);
}

constexpr std::uint32_t kNoValue = 0xFFFF'FFFF;

/// FNV-1a: the file outlives a standard library's hash.
std::uint64_t hash_of(std::string_view term) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char byte : term) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  return hash ^ hash >> 32;
}

/// Where to look for each term: open addressing, at most half full.
std::vector<std::uint32_t> slots_of(const StringTable& terms) {
  std::vector<std::uint32_t> slots(std::bit_ceil(terms.size() * 2), kNoValue);
  for (std::uint32_t number = 0; number < terms.size(); ++number) {
    auto at = hash_of(terms[number]) & (slots.size() - 1);
    while (slots[at] != kNoValue) at = (at + 1) & (slots.size() - 1);
    slots[at] = number;
  }
  return slots;
}

template <typename Value, typename Decode>
void read_slot(const Xapian::Database& database, Slot slot, std::vector<Value>& column, Decode decode) {
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    if (const auto decoded = decode(*value)) {
      column[value.get_docid()] = static_cast<Value>(decoded->time_since_epoch().count());
    }
  }
}

FacetValues read_values(const Xapian::Database& database, Field field) {
  const std::string prefix(spec(field).exact_prefix);
  FacetValues facet;
  std::vector<std::pair<DocId, std::uint32_t>> pairs;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto name = *term;
    // A longer prefix, which goes on with a capital letter, is another field's.
    if (name.size() > prefix.size() && name[prefix.size()] >= 'A' && name[prefix.size()] <= 'Z') continue;
    const auto number = static_cast<std::uint32_t>(facet.term_begin.size());
    facet.term_begin.push_back(static_cast<std::uint32_t>(facet.term_bytes.size()));
    facet.term_bytes += name;
    for (auto posting = database.postlist_begin(name); posting != database.postlist_end(name); ++posting) {
      pairs.emplace_back(*posting, number);
    }
  }
  facet.term_begin.push_back(static_cast<std::uint32_t>(facet.term_bytes.size()));
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
  const auto terms = facet.view().terms;
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
  return articles;
}

std::uint32_t FacetColumn::record_of(std::uint32_t number) const {
  const auto known = std::ranges::lower_bound(aliases, number, {}, &Alias::name);
  return known != aliases.end() && known->name == number ? known->record : number;
}

std::optional<std::uint32_t> FacetColumn::find(std::string_view term) const {
  const auto mask = slots.size() - 1;
  for (std::size_t at = hash_of(term), tried = 0; tried < slots.size(); ++at, ++tried) {
    const auto number = slots[at & mask];
    if (number >= terms.size()) return std::nullopt;
    if (terms[number] == term) return number;
  }
  if (!slots.empty()) return std::nullopt;
  std::size_t first = 0, last = terms.size();
  while (first < last) {
    const auto middle = first + (last - first) / 2;
    if (terms[middle] < term) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  if (first == terms.size() || terms[first] != term) return std::nullopt;
  return static_cast<std::uint32_t>(first);
}

FacetValues read_facet(const Xapian::Database& database, Field field) {
  auto facet = read_values(database, field);
  facet.slots = slots_of(facet.view().terms);
  if (field != Field::kPerson) return facet;
  const auto places = read_values(database, Field::kPlace);
  const auto organizations = read_values(database, Field::kOrganization);
  const std::array company{names_in(places, Field::kPlace), names_in(organizations, Field::kOrganization)};
  facet.aliases = same_people(names_in(facet, field), company);
  put_records(facet);
  return facet;
}

std::expected<void, Error> ColumnFile::write(const std::string& generation,
                                             const Xapian::Database& database) {
  SectionWriter file(path_of(generation), kMagic, kSections);
  {
    const auto articles = read_articles(database);
    file.section(0, articles.lengths);
    file.section(1, articles.published);
    file.section(2, articles.days);
    file.section(3, articles.present);
  }
  for (const auto& row : kFields) {
    if (row.facet.empty()) continue;
    const auto facet = read_facet(database, row.field);
    const auto first = first_section_of(row.field);
    file.section(first, facet.term_begin);
    file.section(first + 1, facet.term_bytes);
    file.section(first + 2, facet.begin);
    file.section(first + 3, facet.values);
    file.section(first + 4, facet.aliases);
    file.section(first + 5, facet.slots);
  }
  return file.finish(database);
}

std::expected<ColumnFile, Error> ColumnFile::open(const std::string& generation,
                                                  const Xapian::Database& database) {
  const auto path = path_of(generation);
  auto mapped = SectionFile::open(path, kMagic, kSections, database);
  if (!mapped) return std::unexpected(mapped.error());
  ColumnFile file(std::move(*mapped));
  const auto documents = static_cast<std::size_t>(database.get_lastdocid()) + 1;
  if (file.file_.revision() != database.get_revision() || file.articles().lengths.size() != documents) {
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} belongs to another revision of the index", quoted(path)));
  }
  return file;
}

ArticleColumns ColumnFile::articles() const {
  return {file_.section<std::uint32_t>(0), file_.section<std::int64_t>(1), file_.section<std::int32_t>(2),
          file_.section<std::uint64_t>(3)};
}

FacetColumn ColumnFile::facet(Field field) const {
  const auto first = first_section_of(field);
  const auto terms = file_.section<char>(first + 1);
  return {{file_.section<std::uint32_t>(first), std::string_view(terms.data(), terms.size())},
          file_.section<std::uint32_t>(first + 2),
          file_.section<std::uint32_t>(first + 3),
          file_.section<Alias>(first + 4),
          file_.section<std::uint32_t>(first + 5)};
}

}  // namespace dateline
