#include "indexer/column_file.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/column_sections.h"

namespace dateline {

using namespace column_sections;

std::uint32_t FacetColumn::record_of(std::uint32_t number) const {
  const auto known = std::ranges::lower_bound(aliases, number, {}, &Alias::name);
  return known != aliases.end() && known->name == number ? known->record : number;
}

std::optional<std::uint32_t> FacetColumn::find(std::string_view term) const {
  if (const auto number = find_string(terms.first, slots, term)) return number;
  const auto number = find_string(terms.second, second_slots, term);
  return number ? std::optional(static_cast<std::uint32_t>(terms.first.size()) + *number) : std::nullopt;
}

bool FacetColumn::precedes(std::uint32_t a, std::uint32_t b) const {
  const auto first = terms.first.size();
  return (a < first) == (b < first) ? a < b : terms[a] < terms[b];
}

std::size_t FacetColumn::documents() const {
  const auto unchanged = begin.empty() ? 0 : begin.size() - 1;
  if (changed == nullptr || changed->documents.empty()) return unchanged;
  return std::max(unchanged, changed->documents.back() + std::size_t{1});
}

std::span<const std::uint32_t> FacetColumn::unchanged_row(DocId document) const {
  if (document + std::size_t{1} >= begin.size()) return {};
  const auto first = begin[document], last = begin[document + 1];
  if (first > last || last > values.size()) return {};  // damaged
  return values.subspan(first, last - first);
}

std::vector<std::uint32_t> FacetColumn::counts() const {
  std::vector<std::uint32_t> counts(terms.size());
  for (const auto value : values) ++counts[value];
  if (changed == nullptr) return counts;
  for (const auto document : changed->documents) {
    for (const auto value : unchanged_row(document)) --counts[value];
  }
  for (const auto value : changed->values) ++counts[value];
  return counts;
}

std::string_view FacetColumn::name(std::uint32_t number) const {
  // How the first of its articles writes a value may be another way now.
  if (changed != nullptr && std::ranges::binary_search(changed->touched, number)) return {};
  const auto known = std::ranges::lower_bound(named, number);
  if (known == named.end() || *known != number) return {};
  return names[static_cast<std::size_t>(known - named.begin())];
}

std::expected<ColumnFile, Error> ColumnFile::open(const std::string& generation,
                                                  const Xapian::Database& database) {
  const auto path = path_of(generation);
  auto mapped = SectionFile::open(path, kMagic, kSections, database.get_uuid());
  if (!mapped) return std::unexpected(mapped.error());
  ColumnFile file(std::move(*mapped));
  const auto documents = file.articles().lengths.size();
  const bool is_of_this = file.revision() == database.get_revision();
  if (documents == 0 || file.articles().digests.size() != documents ||
      (is_of_this && documents != static_cast<std::size_t>(database.get_lastdocid()) + 1))
    return std::unexpected(make_error(ErrorCode::kCorrupt, "{} is damaged", quoted(path)));
  return file;
}

bool ColumnFile::is_searchable() const { return file_.are_whole(0, kDigests); }

bool ColumnFile::are_digests_whole() const { return file_.is_whole(kDigests); }

bool ColumnFile::is_facet_whole(Field field) const {
  const auto first = first_section_of(field);
  return file_.are_whole(first, kPostingBegin) &&
         file_.are_whole(first + kValueBegin, kFieldSections - kValueBegin);
}

bool ColumnFile::are_postings_whole(Field field) const {
  return file_.are_whole(first_section_of(field), kValueBegin);
}

ArticleColumns ColumnFile::articles() const {
  return {file_.section<std::uint32_t>(kLengths), file_.section<std::int64_t>(kPublished),
          file_.section<std::int32_t>(kDays),     file_.section<std::uint64_t>(kPresent),
          file_.section<std::uint16_t>(kMonths),  file_.section<std::int32_t>(kFirstDays),
          file_.section<std::uint64_t>(kDigests)};
}

StringTable ColumnFile::strings(std::size_t begin, std::size_t bytes) const {
  const auto text = file_.section<char>(bytes);
  return {file_.section<std::uint32_t>(begin), {text.data(), text.size()}};
}

FacetColumn ColumnFile::facet(Field field) const {
  const auto first = first_section_of(field);
  return {.terms = {strings(first + kTermBegin, first + kTerms), {}},
          .begin = file_.section<std::uint32_t>(first + kValueBegin),
          .values = file_.section<std::uint32_t>(first + kValues),
          .aliases = file_.section<Alias>(first + kAliases),
          .slots = file_.section<std::uint32_t>(first + kSlots),
          .second_slots = {},
          .single = {file_.section<std::uint8_t>(first + kSingleBytes),
                     file_.section<std::uint16_t>(first + kSinglePairs)},
          .named = file_.section<std::uint32_t>(first + kNamed),
          .names = strings(first + kNameBegin, first + kNames)};
}

std::optional<PostingList> ColumnFile::postings(Field field, std::string_view term) const {
  if (!has_value_articles(field)) return std::nullopt;
  const auto first = first_section_of(field);
  const auto number = find_string(strings(first + kTermBegin, first + kTerms),
                                  file_.section<std::uint32_t>(first + kSlots), term);
  const auto begin = file_.section<std::uint64_t>(first + kPostingBegin);
  const auto counts = file_.section<std::uint32_t>(first + kPostingCounts);
  const auto bytes = file_.section<char>(first + kPostings);
  if (!number || *number >= begin.size() || *number >= counts.size() || begin[*number] > bytes.size())
    return PostingList();
  const auto last = static_cast<DocId>(articles().lengths.size() - 1);
  return PostingList({bytes.data() + begin[*number], bytes.size() - begin[*number]}, counts[*number], last);
}

}  // namespace dateline
