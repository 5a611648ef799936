// Which articles tell the same story. See indexer/story.h.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/story.h"
#include "query/columns.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Follows near copies through one revision of an index. Remembers the stories it has found; one thread.
class Stories {
 public:
  /// Both have to outlive it.
  Stories(const Xapian::Database& database, const Columns& columns)
      : database_(database), columns_(columns) {}

  /// Tells it what it would have to read: the id and the text of an article.
  void take(DocId document, std::string_view id, std::string_view text);

  /// The articles of the story that `document` belongs to, itself among them, the earliest published first
  /// (undated ones last), then by id. Time grows with the story, not with the archive. Xapian's errors pass
  /// through.
  const std::vector<DocId>& of(DocId document);

  /// The name of the story of `document`, whose id is `id`: the id of its first article.
  std::string name(DocId document, std::string_view id);

  /// How many other articles of `documents` belong to the story of `document`.
  std::uint32_t others(DocId document, const DocSet& documents);

 private:
  struct Text {
    std::string id;
    Shingles shingles;
  };
  const Text& text(DocId document);
  std::vector<DocId> near_copies(DocId document);

  const Xapian::Database& database_;
  const Columns& columns_;
  std::unordered_map<DocId, Text> texts_;
  std::unordered_map<DocId, std::size_t> numbers_;  ///< article -> its story in stories_
  std::vector<std::vector<DocId>> stories_;
};

}  // namespace dateline
