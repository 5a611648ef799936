// What is looked up in an index beside its articles: its words and its names. Made when first asked for.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "query/columns.h"
#include "query/name_index.h"
#include "query/vocabulary.h"

namespace dateline {

class Gazetteer;
struct HeldGazetteer;

/// The words and names of one revision of an index, for any number of threads. Xapian's errors pass through.
class Lookup {
 public:
  /// `before` is that of an earlier revision, of which what still holds is taken; null: there is none.
  explicit Lookup(const Lookup* before = nullptr);

  /// The words behind a word prefix of the schema ("": of title and text), with the number of articles that
  /// have each.
  const Vocabulary& words(const Xapian::Database& database, const Columns& columns,
                          const std::string& prefix) const;

  /// The values of a counted field, which `column` shows and has to be the same at every call. What it shows
  /// has to outlive the Lookup.
  const NameIndex& names(Field field, const FacetColumn& column, const Columns& columns) const;

  /// The articles of `columns`, which have to be the same at every call, latest first; those without a date
  /// come last, and of one second the last one added first.
  std::span<const DocId> newest_first(const Columns& columns) const;

  /// The gazetteer of the index in `directory`; the one built in where its own cannot be read.
  const Gazetteer& gazetteer(const std::string& directory) const;

 private:
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<Vocabulary>> words_;
  mutable std::map<Field, std::unique_ptr<NameIndex>> names_;
  mutable std::shared_ptr<const std::vector<DocId>> newest_first_;
  void take(const std::shared_ptr<const ColumnFile>& file) const;
  mutable std::shared_ptr<const ColumnFile> file_;
  mutable std::map<Field, std::shared_ptr<const RankedNames>> ranked_;  ///< of file_, what changed left out
  mutable std::shared_ptr<const std::vector<DocId>> unchanged_newest_first_;  ///< likewise
  mutable std::shared_ptr<const HeldGazetteer> gazetteer_;
};

}  // namespace dateline
