// Articles that changed since the files beside a database were made: what a reader needs of them, read from
// the database one by one, so that after a commit of a few articles an index of many is open again at once.
//
// Nothing is recorded about a change: an article is as it was if its digest is, and all digests of an archive
// are read in milliseconds. Whoever writes a change has nothing to keep in step, and a file that is lost, old
// or damaged costs time, never an article. Only the names of changed people and organizations wait to be
// joined with others until the file is written again.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema.h"

namespace Xapian {
class Database;
}

namespace dateline {

inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int64_t kNoInstant = std::numeric_limits<std::int64_t>::min();

/// An article as columns have it.
struct ChangedArticle {
  std::uint64_t digest = 0;  ///< what kDigestSlot holds
  std::uint32_t length = 0;  ///< words
  std::int64_t published = kNoInstant;
  std::int32_t day = kNoDay;
  std::vector<std::pair<Field, std::string>> values;  ///< exact terms, ids and points left out
};

/// Changed articles by docid; null where the article is gone.
using ChangedArticles = std::map<DocId, std::shared_ptr<const ChangedArticle>>;

/// How many articles of `database` have other digests than `digests`, which are by docid, 0 where no article
/// was; at most `most`. Xapian's errors pass through.
std::size_t count_changes(const Xapian::Database& database, std::span<const std::uint64_t> digests,
                          std::size_t most);

/// The articles of `database` that have other digests than `digests`, as above. Nothing if they are more than
/// `most`. What `known`, of an earlier revision, has of them is not read again. Time grows with the changed
/// articles that are not known, and by some 75 ns for every article. Xapian's errors pass through.
std::optional<ChangedArticles> changed_articles(const Xapian::Database& database,
                                                std::span<const std::uint64_t> digests, std::size_t most,
                                                const ChangedArticles* known);

}  // namespace dateline
