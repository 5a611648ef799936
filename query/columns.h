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
#include "indexer/word_file.h"
#include "query/doc_set.h"

namespace dateline {

/// The columns of one revision of an index. Built once, then read by any number of threads.
class Columns {
 public:
  static constexpr std::int32_t kNoDay = dateline::kNoDay;
  static constexpr std::int64_t kNoInstant = dateline::kNoInstant;

  /// Maps the column file of the generation at `generation`, or reads lengths and dates of every article
  /// where it has none of this revision. Xapian's errors pass through.
  explicit Columns(const Xapian::Database& database, const std::string& generation = "");

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
  const WordFile* words() const { return words_ ? &*words_ : nullptr; }
  /// Whether that file holds `document` as it is now.
  bool has_words(DocId document) const { return words_ && (!held_ || held_->has(document)); }
  /// The articles that the file does not hold as they are now; null where it holds all.
  const DocSet* changed() const { return changed_ ? &*changed_ : nullptr; }
  /// Whether no other article tells the same story as `document`; false where that is not known.
  bool is_alone(DocId document) const { return words_ && !changed_ && !words_->may_have_copies(document); }
  /// The articles that share the band `hash`, perhaps more than once; read from `database` as facet() does.
  std::vector<DocId> with_band(const Xapian::Database& database, std::uint32_t hash) const;
  std::uint64_t revision() const { return revision_; }  ///< of the database

  /// The languages of the articles, most frequent first, and the one taken for those of unknown language.
  const std::vector<std::string>& languages() const { return languages_; }

  /// The values of a counted field; where no file has them, read from `database` when first asked for, which
  /// has to be at the revision these columns were made of. Xapian's errors pass through.
  FacetColumn facet(const Xapian::Database& database, Field field) const;

  /// The articles with the value of `field` whose exact term is `term`, in every one a use; null where no
  /// file has them, and Xapian's postings have to be read.
  std::optional<PostingList> postings(Field field, std::string_view term) const {
    return file_ ? file_->postings(field, term) : std::nullopt;
  }

 private:
  void open_words(const Xapian::Database& database, const std::string& generation);

  std::uint64_t count_ = 0;
  std::uint64_t revision_ = 0;
  std::vector<std::string> languages_;
  double average_length_ = 0;
  std::optional<ColumnFile> file_;
  ArticleValues read_;  ///< empty where there is a file
  ArticleColumns articles_;
  std::optional<WordFile> words_;
  std::optional<DocSet> held_, changed_;  ///< where words_ was made of another revision, or is not there
  mutable std::mutex bands_mutex_;
  mutable std::optional<std::vector<StoryBand>> changed_bands_;  ///< of the articles of changed_, in order
  mutable std::mutex facets_mutex_;
  mutable std::vector<std::unique_ptr<FacetValues>> facets_;  ///< by Field
};

}  // namespace dateline
