#include "query/columns.h"

#include <xapian.h>

#include <algorithm>

#include "query/word_forms.h"

namespace dateline {
namespace {

/// The bands of the articles of a set, in order.
std::vector<StoryBand> bands_of(const Xapian::Database& database, const DocSet& documents) {
  std::vector<StoryBand> bands;
  auto value = database.valuestream_begin(kBandsSlot);
  const auto end = database.valuestream_end(kBandsSlot);
  documents.for_each([&](DocId document) {
    if (value != end && value.get_docid() < document) value.skip_to(document);
    if (value == end || value.get_docid() != document) return;
    for (const auto hash : decode_bands(*value)) bands.push_back({hash, document});
  });
  std::ranges::sort(bands);
  return bands;
}

}  // namespace

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
  const auto made = words_->digests(), now = articles_.digests;
  DocSet(present()).for_each([&](DocId document) {
    if (document < made.size() && made[document] == now[document]) held_->add(document);
  });
  *changed_ -= *held_;
}

std::vector<DocId> Columns::with_band(const Xapian::Database& database, std::uint32_t hash) const {
  std::vector<DocId> documents;
  if (words_) {
    for (const auto& band : std::ranges::equal_range(words_->bands(), hash, {}, &StoryBand::hash)) {
      if (band.document <= last() && has_words(band.document)) documents.push_back(band.document);
    }
  }
  if (!changed_) return documents;
  const std::scoped_lock lock(bands_mutex_);
  if (!changed_bands_) changed_bands_ = bands_of(database, *changed_);
  for (const auto& band : std::ranges::equal_range(*changed_bands_, hash, {}, &StoryBand::hash))
    documents.push_back(band.document);
  return documents;
}

FacetColumn Columns::facet(const Xapian::Database& database, Field field) const {
  if (file_) return file_->facet(field);
  const std::scoped_lock lock(facets_mutex_);
  auto& column = facets_[static_cast<std::size_t>(field)];
  if (!column) column = std::make_unique<FacetValues>(read_facet(database, field));
  return column->view();
}

}  // namespace dateline
