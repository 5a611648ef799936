#include "query/columns.h"

#include <xapian.h>

#include "query/word_forms.h"

namespace dateline {

Columns::Columns(const Xapian::Database& database, const std::string& generation)
    : count_(database.get_doccount()),
      revision_(database.get_revision()),
      languages_(languages_of(database)),
      average_length_(database.get_average_length()),
      facets_(kFields.size()) {
  if (auto file = ColumnFile::open(generation, database)) file_.emplace(std::move(*file));
  if (!file_) read_ = read_articles(database);
  articles_ = file_ ? file_->articles() : read_.view();
  open_words(database, generation);
}

void Columns::open_words(const Xapian::Database& database, const std::string& generation) {
  if (auto file = WordFile::open(generation, database)) words_.emplace(std::move(*file));
  if (words_ && words_->revision() == revision_) return;
  changed_.emplace(present());
  held_.emplace(last());
  if (!words_) return;
  const auto made = words_->digests();
  const auto end = database.valuestream_end(kDigestSlot);
  for (auto value = database.valuestream_begin(kDigestSlot); value != end; ++value) {
    const auto document = value.get_docid();
    const bool same = document < made.size() && made[document] == digest_number(*value);
    if (same) held_->add(document);
  }
  *changed_ -= *held_;
}

FacetColumn Columns::facet(const Xapian::Database& database, Field field) const {
  if (file_) return file_->facet(field);
  const std::scoped_lock lock(facets_mutex_);
  auto& column = facets_[static_cast<std::size_t>(field)];
  if (!column) column = std::make_unique<FacetValues>(read_facet(database, field));
  return column->view();
}

}  // namespace dateline
