#include "query/columns.h"

#include <fmt/core.h>
#include <xapian.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "indexer/archive_languages.h"

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

SideFiles SideFiles::open(const Xapian::Database& database, const std::string& generation,
                          const SideFiles& before) {
  const auto same_or_new = [&](const auto& known, bool is_there_still, auto open) {
    auto opened = open(generation, database);
    using File = std::decay_t<decltype(*opened)>;
    if (opened && known && is_there_still) return known;
    const bool is_used = opened && opened->is_searchable();
    return is_used ? std::make_shared<const File>(std::move(*opened)) : nullptr;
  };
  SideFiles files{.columns_on_disk = file_at(generation + "/columns"),
                  .words_on_disk = file_at(generation + "/words")};
  files.columns =
      same_or_new(before.columns, files.columns_on_disk == before.columns_on_disk, &ColumnFile::open);
  files.words = same_or_new(before.words, files.words_on_disk == before.words_on_disk, &WordFile::open);
  // Its postings would lead to articles that this revision does not have.
  if (files.words && files.words->revision() > database.get_revision()) files.words.reset();
  return files;
}

std::string SideFiles::stale(std::uint64_t revision) const {
  std::string text;
  if (!columns || columns->revision() != revision)
    text += fmt::format("-c{}", columns ? columns->revision() : 0);
  if (!words || words->revision() != revision) text += fmt::format("-w{}", words ? words->revision() : 0);
  return text;
}

std::string SideFiles::identity() const {
  const auto of = [](const FileOnDisk& file) {
    return fmt::format("-{}.{}.{}.{}", file.device, file.number, file.seconds, file.nanoseconds);
  };
  return of(columns_on_disk) + of(words_on_disk);
}

Columns::Columns(const Xapian::Database& database, SideFiles files, const Columns* before)
    : count_(database.get_doccount()),
      revision_(database.get_revision()),
      languages_(languages_of(database)),
      average_length_(database.get_average_length()),
      file_(std::move(files.columns)),
      words_(std::move(files.words)),
      facets_(kFields.size()),
      changed_values_(kFields.size()) {
  if (words_) words_->expect_few_articles();
  read_changes(database, before);
  compare_words(database);
}

/// Whether a file beside the tables was made of another revision, so that digests say what changed.
bool Columns::compares_digests() const {
  return (file_ && file_->revision() != revision_) || (words_ && words_->revision() != revision_);
}

void Columns::read_changes(const Xapian::Database& database, const Columns* before) {
  // Reading one changed article takes about as long as one in so many when all are read.
  constexpr std::size_t kReadTogether = 50, kFew = 500;
  if (file_ && compares_digests() && !file_->are_digests_whole()) file_.reset();
  if (file_ && file_->revision() != revision_) {
    auto changes =
        dateline::changed_articles(database, file_->articles().digests, count_ / kReadTogether + kFew,
                                   before != nullptr ? &before->changes_ : nullptr);
    if (!changes) file_.reset();
    if (changes) changes_ = std::move(*changes);
  }
  if (!file_) read_ = read_articles(database);
  if (!changes_.empty()) read_ = with_changes(file_->articles(), changes_);
  articles_ = file_ && changes_.empty() ? file_->articles() : read_.view();
  if (changes_.empty()) return;
  changed_articles_.emplace(last());
  for (const auto& [document, article] : changes_) changed_articles_->add(document);
}

void Columns::compare_words(const Xapian::Database& database) {
  if (words_ && words_->revision() == revision_) return;
  changed_.emplace(present());
  held_.emplace(last());
  if (!words_) return;
  const auto made = words_->digests(), now = articles_.digests;
  DocSet(present()).for_each([&](DocId document) {
    if (document < made.size() && made[document] == now[document]) held_->add(document);
  });
  *changed_ -= *held_;
  find_company(database);
}

/// Finds the articles that may tell the story of a changed one: those that share a band with it.
void Columns::find_company(const Xapian::Database& database) {
  constexpr std::size_t kMost = 2000;  // changed articles for which that takes some milliseconds
  if (changed_->count() > kMost) return;
  company_ = *changed_;
  changed_bands_ = bands_of(database, *changed_);
  for (const auto& band : *changed_bands_) {
    for (const auto& shared : std::ranges::equal_range(words_->bands(), band.hash, {}, &StoryBand::hash)) {
      if (shared.document <= last()) company_->add(shared.document);
    }
  }
}

bool Columns::is_alone(DocId document) const {
  if (!words_ || words_->may_have_copies(document)) return false;
  return !changed_ || (company_ && !company_->has(document));
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
  const bool is_in_file = file_ && file_->is_facet_whole(field);
  if (is_in_file && !changed_articles_) return file_->facet(field);
  if (is_in_file) return changed_values(field).put_into(file_->facet(field));
  const std::scoped_lock lock(facets_mutex_);
  auto& column = facets_[static_cast<std::size_t>(field)];
  if (!column) column = std::make_unique<FacetValues>(read_facet(database, field));
  return column->view();
}

const ChangedValues& Columns::changed_values(Field field) const {
  const std::scoped_lock lock(facets_mutex_);
  auto& values = changed_values_[static_cast<std::size_t>(field)];
  if (!values) values = std::make_unique<ChangedValues>(values_of(changes_, field, file_->facet(field)));
  return *values;
}

std::optional<ValueArticles> Columns::with_value(Field field, const std::string& term) const {
  if (!file_ || !file_->are_postings_whole(field)) return std::nullopt;
  const auto unchanged = file_->postings(field, term);
  if (!unchanged) return std::nullopt;
  if (changed_articles_ && !file_->is_facet_whole(field)) return std::nullopt;
  if (!changed_articles_) return ValueArticles{.unchanged = *unchanged, .since = {}};
  const auto& articles = changed_values(field).articles;
  const auto since = articles.find(term);
  return ValueArticles{.unchanged = *unchanged,
                       .changed = &*changed_articles_,
                       .since = since == articles.end() ? std::span<const DocId>() : since->second};
}

}  // namespace dateline
