#include "query/lookup.h"

#include <xapian.h>

#include <algorithm>
#include <functional>

#include "indexer/entities/places/held.h"

namespace dateline {
namespace {

/// Prefixes end where small letters, digits or bytes beyond ASCII begin: no folded word begins with a
/// capital.
bool is_of_other_field(std::string_view term, std::size_t prefix_bytes) {
  return term.size() == prefix_bytes || (term[prefix_bytes] >= 'A' && term[prefix_bytes] <= 'Z');
}

std::unique_ptr<Vocabulary> read_words(const Xapian::Database& database, const Columns& columns,
                                       const std::string& prefix) {
  auto words = std::make_unique<Vocabulary>();
  const auto* const file = columns.words();
  if (prefix.empty() && file != nullptr && columns.changed() == nullptr) {
    for (const auto number : file->beginning_with(""))
      words->add(file->word(number), file->frequencies()[number]);
    return words;
  }
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto name = *term;
    if (!is_of_other_field(name, prefix.size()))
      words->add(std::string_view(name).substr(prefix.size()), term.get_termfreq());
  }
  return words;
}

std::vector<DocId> by_falling_date(const Columns& columns) {
  std::vector<std::pair<std::int64_t, DocId>> dated;
  DocSet(columns.present()).for_each([&](DocId document) {
    dated.emplace_back(columns.published()[document], document);
  });
  std::ranges::sort(dated, std::greater{});
  std::vector<DocId> documents;
  for (const auto& [published, document] : dated) documents.push_back(document);
  return documents;
}

}  // namespace

const Vocabulary& Lookup::words(const Xapian::Database& database, const Columns& columns,
                                const std::string& prefix) const {
  const std::scoped_lock lock(mutex_);
  auto& words = words_[prefix];
  if (!words) words = read_words(database, columns, prefix);
  return *words;
}

const NameIndex& Lookup::names(Field field, const FacetColumn& column) const {
  const std::scoped_lock lock(mutex_);
  auto& names = names_[field];
  if (!names) names = std::make_unique<NameIndex>(column, spec(field).exact_prefix.size());
  return *names;
}

std::span<const DocId> Lookup::newest_first(const Columns& columns) const {
  const std::scoped_lock lock(mutex_);
  if (newest_first_.empty()) newest_first_ = by_falling_date(columns);
  return newest_first_;
}

const Gazetteer& Lookup::gazetteer(const std::string& directory) const {
  const std::scoped_lock lock(mutex_);
  if (!gazetteer_) {
    auto own = map_gazetteer(directory + "/" + std::string(kGazetteerFile));
    gazetteer_ = std::make_shared<HeldGazetteer>(own ? std::move(*own) : *hold_built_in_gazetteer());
  }
  return gazetteer_->gazetteer;
}

}  // namespace dateline
