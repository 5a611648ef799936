#include "query/lookup.h"

#include <xapian.h>

#include <algorithm>
#include <functional>

#include "indexer/entities/places/held.h"

namespace dateline {
namespace {

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
    if (has_prefix(name, prefix))
      words->add(std::string_view(name).substr(prefix.size()), term.get_termfreq());
  }
  return words;
}

/// Orders articles: latest first, of one second the last one added first.
auto by_falling_date(std::span<const std::int64_t> published) {
  return [published](DocId a, DocId b) {
    return published[a] != published[b] ? published[a] > published[b] : a > b;
  };
}

std::vector<DocId> newest_of(const ArticleColumns& articles) {
  auto documents = DocSet(articles.present).list();
  std::ranges::sort(documents, by_falling_date(articles.published));
  return documents;
}

/// `unchanged` with the changed articles of `columns` in their places.
std::vector<DocId> with_changed(std::vector<DocId> unchanged, const Columns& columns) {
  const auto& changed = *columns.changed_articles();
  std::erase_if(unchanged, [&](DocId document) { return changed.has(document); });
  auto there = changed;
  const auto changes = (there &= DocSet(columns.present())).list();
  const auto middle = static_cast<std::ptrdiff_t>(unchanged.size());
  unchanged.insert(unchanged.end(), changes.begin(), changes.end());
  const auto later = by_falling_date(columns.published());
  std::sort(unchanged.begin() + middle, unchanged.end(), later);
  std::inplace_merge(unchanged.begin(), unchanged.begin() + middle, unchanged.end(), later);
  return unchanged;
}

}  // namespace

const Vocabulary& Lookup::words(const Xapian::Database& database, const Columns& columns,
                                const std::string& prefix) const {
  const std::scoped_lock lock(mutex_);
  auto& words = words_[prefix];
  if (!words) words = read_words(database, columns, prefix);
  return *words;
}

Lookup::Lookup(const Lookup* before) {
  if (before == nullptr) return;
  const std::scoped_lock lock(before->mutex_);
  file_ = before->file_;
  ranked_ = before->ranked_;
  unchanged_newest_first_ = before->unchanged_newest_first_;
}

/// Forgets what is of another file.
void Lookup::take(const std::shared_ptr<const ColumnFile>& file) const {
  if (file_ == file) return;
  file_ = file;
  ranked_.clear();
  unchanged_newest_first_.reset();
}

const NameIndex& Lookup::names(Field field, const FacetColumn& column, const Columns& columns) const {
  const std::scoped_lock lock(mutex_);
  auto& names = names_[field];
  if (names) return *names;
  const auto prefix_bytes = spec(field).exact_prefix.size();
  const bool is_of_file = columns.file() && columns.file()->facet(field).begin.data() == column.begin.data();
  if (!is_of_file) return *(names = std::make_unique<NameIndex>(column, prefix_bytes));
  take(columns.file());
  auto& ranked = ranked_[field];
  if (!ranked) ranked = NameIndex::unchanged(column, prefix_bytes);
  return *(names = std::make_unique<NameIndex>(ranked, column, prefix_bytes));
}

std::span<const DocId> Lookup::newest_first(const Columns& columns) const {
  const std::scoped_lock lock(mutex_);
  if (newest_first_) return *newest_first_;
  const auto share = [](std::vector<DocId> documents) {
    return std::make_shared<const std::vector<DocId>>(std::move(documents));
  };
  if (!columns.file()) return *(newest_first_ = share(newest_of(columns.articles())));
  take(columns.file());
  if (!unchanged_newest_first_) unchanged_newest_first_ = share(newest_of(columns.file()->articles()));
  newest_first_ = columns.changed_articles() == nullptr
                      ? unchanged_newest_first_
                      : share(with_changed(*unchanged_newest_first_, columns));
  return *newest_first_;
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
