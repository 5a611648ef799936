// What a search needs of every article, in memory by docid: lengths, dates, values of the counted fields.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/column_file.h"
#include "indexer/file_on_disk.h"
#include "indexer/word_file.h"
#include "query/changed_columns.h"
#include "query/doc_set.h"

namespace dateline {

/// The files beside the tables of a generation, mapped; null where one is missing, or damaged in what every
/// search needs.
struct SideFiles {
  std::shared_ptr<const ColumnFile> columns;
  std::shared_ptr<const WordFile> words;      ///< null also where it was made of a later revision
  FileOnDisk columns_on_disk, words_on_disk;  ///< what was there just before they were opened

  /// Opens those of the generation at `generation`, whose database is `database`; what `before` has already
  /// is taken from there while the same file is on disk: another of the same revision may be a mended one.
  static SideFiles open(const Xapian::Database& database, const std::string& generation,
                        const SideFiles& before = {});

  /// Of which revisions they were made where that is not `revision`: "-c12-w10", "-c0-w0" if there are none.
  std::string stale(std::uint64_t revision) const;

  /// Which files they are: "-2049.12.1700000000.5-2049.13.1700000000.7".
  std::string identity() const;
};

/// The articles that have a value.
struct ValueArticles {
  PostingList unchanged;            ///< as the column file has them, every one a use
  const DocSet* changed = nullptr;  ///< those of them that do not count; null: all do
  std::span<const DocId> since;     ///< changed ones that have it now, rising

  std::size_t most() const { return unchanged.count() + since.size(); }  ///< there are no more
};

/// The columns of one revision of an index. Built once, then read by any number of threads.
class Columns {
 public:
  static constexpr std::int32_t kNoDay = dateline::kNoDay;
  static constexpr std::int64_t kNoInstant = dateline::kNoInstant;

  /// Takes what `files` have and reads from `database` what changed since they were made, but what `before`,
  /// of an earlier revision, knows already; all articles where there is no column file, or so much changed
  /// that all are read sooner. Xapian's errors pass through.
  explicit Columns(const Xapian::Database& database, SideFiles files = {}, const Columns* before = nullptr);

  const ArticleColumns& articles() const { return articles_; }
  DocId last() const { return static_cast<DocId>(articles_.lengths.size() - 1); }  ///< highest docid
  std::uint64_t count() const { return count_; }
  double average_length() const { return average_length_; }  ///< words per article
  /// Words; 0 also where no article is.
  std::span<const std::uint32_t> lengths() const { return articles_.lengths; }
  /// Seconds since 1970, or kNoInstant.
  std::span<const std::int64_t> published() const { return articles_.published; }
  std::span<const std::int32_t> days() const { return articles_.days; }  ///< days since 1970, or kNoDay
  std::span<const std::uint64_t> present() const { return articles_.present; }  ///< a bit per docid
  /// 1 + the number of the month of days(), 0 without one; empty where no file has them.
  std::span<const std::uint16_t> months() const { return articles_.months; }
  std::span<const std::int32_t> first_days() const { return articles_.first_days; }  ///< by month

  /// The words of articles; null where the index has no file of them.
  const WordFile* words() const { return words_.get(); }
  /// Whether that file holds `document` as it is now.
  bool has_words(DocId document) const { return words_ && (!held_ || held_->has(document)); }
  /// The articles that the file does not hold as they are now; null where it holds all.
  const DocSet* changed() const { return changed_ ? &*changed_ : nullptr; }
  /// Whether no other article tells the same story as `document`; false where that is not known.
  bool is_alone(DocId document) const;
  /// The articles that share the band `hash`, perhaps more than once; read from `database` as facet() does.
  std::vector<DocId> with_band(const Xapian::Database& database, std::uint32_t hash) const;
  std::uint64_t revision() const { return revision_; }  ///< of the database

  /// The languages of the articles, most frequent first, and the one taken for those of unknown language.
  const std::vector<std::string>& languages() const { return languages_; }

  /// The values of a counted field, valid as long as these columns; where no file has them, read from
  /// `database` when first asked for, which has to be at the revision these columns were made of. Xapian's
  /// errors pass through.
  FacetColumn facet(const Xapian::Database& database, Field field) const;

  /// The articles with the value of `field` whose exact term is `term`; null where no file has them, and
  /// Xapian's postings have to be read.
  std::optional<ValueArticles> with_value(Field field, const std::string& term) const;

  /// The column file, which outlives these columns where others of the same index use it; null: there is
  /// none.
  const std::shared_ptr<const ColumnFile>& file() const { return file_; }
  /// The articles that changed since it was made; null where none did, or there is no file.
  const DocSet* changed_articles() const { return changed_articles_ ? &*changed_articles_ : nullptr; }

 private:
  bool compares_digests() const;
  void read_changes(const Xapian::Database& database, const Columns* before);
  void compare_words(const Xapian::Database& database);
  void find_company(const Xapian::Database& database);
  const ChangedValues& changed_values(Field field) const;

  std::uint64_t count_ = 0;
  std::uint64_t revision_ = 0;
  std::vector<std::string> languages_;
  double average_length_ = 0;
  std::shared_ptr<const ColumnFile> file_;
  ChangedArticles changes_;                 ///< since file_ was made
  std::optional<DocSet> changed_articles_;  ///< these, where there are any
  ArticleValues read_;                      ///< where file_ is missing or something changed
  ArticleColumns articles_;
  std::shared_ptr<const WordFile> words_;
  std::optional<DocSet> held_, changed_;  ///< where words_ was made of another revision, or is not there
  std::optional<DocSet> company_;  ///< changed_ and what may tell the same stories; where these are few
  mutable std::mutex bands_mutex_;
  mutable std::optional<std::vector<StoryBand>> changed_bands_;  ///< of the articles of changed_, in order
  mutable std::mutex facets_mutex_;
  mutable std::vector<std::unique_ptr<FacetValues>> facets_;            ///< by Field; where there is no file
  mutable std::vector<std::unique_ptr<ChangedValues>> changed_values_;  ///< by Field; where something changed
};

}  // namespace dateline
