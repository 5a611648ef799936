// Which articles tell the same story. See indexer/story.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "indexer/story.h"
#include "query/columns.h"
#include "query/search.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Follows near copies through one revision of an index. Remembers the stories it has found; one thread.
///
/// What is looked at is bounded: of a story of more than some hundred versions, or some thousand copies that
/// are equal to the letter, some are left out, and all stories of one search share a bound as well.
class Stories {
 public:
  /// Both have to outlive it.
  Stories(const Xapian::Database& database, const Columns& columns)
      : database_(database), columns_(columns) {}

  /// Tells it what it would have to read: the id and the text of an article.
  void take(DocId document, std::string_view id, std::string_view text);

  /// The articles of the story that `document` belongs to, itself among them, the earliest published first
  /// (undated ones last), then by id. Time grows with the story up to the bound, not with the archive.
  /// Xapian's errors pass through.
  const std::vector<DocId>& of(DocId document);

  /// The name of the story of `document`, whose id is `id`: the id of its first article.
  std::string name(DocId document, std::string_view id);

  /// How many other articles of `documents` belong to the story of `document`.
  std::uint32_t others(DocId document, const DocSet& documents);

  /// Whether a bound kept articles out of a story so far.
  bool is_cut() const { return is_cut_; }

 private:
  /// What a search spends on its stories, in articles with a band looked at: to read a text and compare it is
  /// some kCompared of these, and one for each shingle. About a second.
  static constexpr std::size_t kMostEffort = 25'000'000, kMostForStory = 5'000'000, kCompared = 1'000;

  struct Text {
    std::string id;
    std::optional<Shingles> shingles;
  };
  /// A story on the way to be found.
  struct Search {
    std::vector<DocId> story;
    std::unordered_set<DocId> seen;                            ///< those of it
    std::set<std::pair<std::int32_t, std::size_t>> looked_up;  ///< days and hashes of texts
    std::size_t left;                                          ///< effort
  };
  const std::string& id(DocId document);
  const Shingles& shingles(DocId document);
  const Text& read(DocId document);
  std::vector<DocId> candidates(DocId document, Search& search);
  void add_near_copies(DocId document, Search& search);

  const Xapian::Database& database_;
  const Columns& columns_;
  std::unordered_map<DocId, Text> texts_;
  std::unordered_map<DocId, std::size_t> numbers_;  ///< article -> its story in stories_
  std::vector<std::vector<DocId>> stories_;
  std::size_t left_ = kMostEffort;
  bool is_cut_ = false;
};

/// Says of a search that Stories::is_cut.
Note cut_stories();

}  // namespace dateline
