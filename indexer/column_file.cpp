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

std::string_view FacetColumn::name(std::uint32_t number) const {
  const auto known = std::ranges::lower_bound(named, number);
  if (known == named.end() || *known != number) return {};
  return names[static_cast<std::size_t>(known - named.begin())];
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
  return {.terms = strings(first + kTermBegin, first + kTerms),
          .begin = file_.section<std::uint32_t>(first + kValueBegin),
          .values = file_.section<std::uint32_t>(first + kValues),
          .aliases = file_.section<Alias>(first + kAliases),
          .slots = file_.section<std::uint32_t>(first + kSlots),
          .single = {file_.section<std::uint8_t>(first + kSingleBytes),
                     file_.section<std::uint16_t>(first + kSinglePairs)},
          .named = file_.section<std::uint32_t>(first + kNamed),
          .names = strings(first + kNameBegin, first + kNames)};
}

std::optional<PostingList> ColumnFile::postings(Field field, std::string_view term) const {
  if (!has_postings(field)) return std::nullopt;
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
