#include <xapian.h>

#include <algorithm>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/postings.h"
#include "indexer/stored_form.h"
#include "query/index.h"

namespace dateline {
namespace {

constexpr std::size_t kExamples = 3;

/// Names of a record in the column, itself first.
std::vector<std::uint32_t> members(const FacetColumn& column, std::uint32_t record) {
  std::vector<std::uint32_t> found{record};
  for (const auto& [name, of] : column.aliases) {
    if (of == record) found.push_back(name);
  }
  return found;
}

std::string id_of(RecordKind kind, std::string_view key) {
  return stable_id(std::string(name(kind)).append(":").append(key));
}

}  // namespace

RecordEntry Index::Implementation::record(RecordKind kind, const FacetColumn& column,
                                          std::uint32_t number) const {
  const auto field = field_of(kind);
  const auto key = column.terms[number].substr(spec(field).exact_prefix.size());
  RecordEntry entry{.id = id_of(kind, key),
                    .kind = std::string(name(kind)),
                    .name = display_name(column, number, field),
                    .link = records->link(field, number)};
  std::vector<DocId> documents;
  for (const auto member : members(column, number)) {
    const auto term = std::string(column.terms[member]);
    if (auto alias = display_name(term, field); alias != entry.name)
      entry.aliases.push_back(std::move(alias));
    for_each_article(database, term, [&](DocId document, const auto&) { documents.push_back(document); });
  }
  std::ranges::sort(documents);
  const auto repeated = std::ranges::unique(documents);
  documents.erase(repeated.begin(), repeated.end());
  entry.count = documents.size();
  auto first = std::numeric_limits<std::int32_t>::max(), last = Columns::kNoDay;
  for (const auto document : documents) {
    const auto day = columns->days()[document];
    if (day != Columns::kNoDay) first = std::min(first, day);
    last = std::max(last, day);
  }
  if (last != Columns::kNoDay) {
    entry.first = to_string(std::chrono::sys_days{std::chrono::days{first}});
    entry.last = to_string(std::chrono::sys_days{std::chrono::days{last}});
  }
  documents.resize(std::min(documents.size(), kExamples));
  for (const auto document : documents) {
    const auto article = decode_stored(stored_form(database, document), false);
    if (!article) continue;
    entry.examples.push_back(article->id);
    for (const auto& place : article->places) {
      if (kind != RecordKind::kPlace || entry.position || value_key(place.name) != key) continue;
      entry.country = place.country;
      entry.position = place.position;
    }
  }
  return entry;
}

std::vector<RecordEntry> Index::Implementation::records_of(RecordKind kind, std::string_view typed,
                                                           std::size_t most) const {
  const auto field = field_of(kind);
  const auto column = records->column(database, field);
  const auto counts = column.counts();
  std::vector<std::uint32_t> numbers;
  if (const auto words = value_key(typed); !typed.empty()) {
    for (const auto& found : lookup->names(field, column, *columns).find(words, counts.size(), false))
      numbers.push_back(found.number);
  } else {
    for (std::uint32_t number = 0; number < counts.size(); ++number) {
      if (counts[number] > 0) numbers.push_back(number);
    }
  }
  std::ranges::sort(numbers, [&](std::uint32_t a, std::uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : column.precedes(a, b);
  });
  numbers.resize(std::min(numbers.size(), most));
  std::vector<RecordEntry> entries;
  entries.reserve(numbers.size());
  for (const auto number : numbers) entries.push_back(record(kind, column, number));
  return entries;
}

std::expected<std::vector<RecordEntry>, Error> Index::records(RecordKind kind, std::string_view typed,
                                                              std::size_t most) const {
  try {
    return implementation_->records_of(kind, typed, most);
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
  }
}

}  // namespace dateline
