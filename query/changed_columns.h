// A column file with the articles that changed since it was made put in their places, in memory: what Columns
// shows of an index that was changed after its last load.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/changed_articles.h"
#include "indexer/column_file.h"

namespace dateline {

/// The columns of `file` with `changed` in their places. Memory and time: those of one copy, 26 bytes an
/// article.
ArticleValues with_changes(const ArticleColumns& file, const ChangedArticles& changed);

/// The values of one field in changed articles.
struct ChangedValues {
  Strings terms;  ///< that the file does not have, in byte order
  std::vector<std::uint32_t> slots;
  ChangedRows rows;
  std::unordered_map<std::string, std::vector<DocId>> articles;  ///< by exact term, rising

  /// `column` of the file with these in their places; lives as long as both.
  FacetColumn put_into(FacetColumn column) const;
};

/// Those of `field`, whose column in the file is `column`: an empty one where the field is not counted.
ChangedValues values_of(const ChangedArticles& changed, Field field, const FacetColumn& column);

}  // namespace dateline
