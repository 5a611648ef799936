// Changes to a generation that readers use, one article at a time, through Xapian's API.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/block_guard.h"
#include "indexer/document_builder.h"
#include "indexer/stored_form.h"
#include "indexer/writer.h"

namespace dateline {

/// Writes to the generation at `path`. Nothing is seen by readers before commit(), and what was not committed
/// is gone with the LiveWriter. Xapian's errors pass through. One thread.
class LiveWriter {
 public:
  LiveWriter(const std::string& path, const Enrichment& enrichment);
  ~LiveWriter();
  LiveWriter(const LiveWriter&) = delete;
  LiveWriter& operator=(const LiveWriter&) = delete;

  const Xapian::WritableDatabase& database() const { return database_; }

  std::optional<Xapian::docid> find(std::string_view id) const;

  /// Whether the document holds just this article.
  bool holds(Xapian::docid document, const Article& article) const;

  /// What becomes of the document when the article is put in its place.
  PutOutcome outcome_of_replacing(Xapian::docid document, const Article& article) const;

  /// Notes that `origin` still has the document, for missing().
  void keep(Xapian::docid document, std::string_view origin);

  /// Whether the document is known to have come from the SOURCE `origin`; always of "".
  bool is_from(Xapian::docid document, std::string_view origin);

  /// Says that the document, which others read meanwhile, came from `origin`, or does no longer.
  void set_origin(Xapian::docid document, std::string_view origin, bool is_from);

  /// Adds the article, or puts it in the place of `known`. Commits by itself as Writer::put says.
  void put(const Article& article, std::string_view origin, std::optional<Xapian::docid> known);

  void remove(Xapian::docid document);

  /// Documents that a SOURCE no longer has.
  struct Missing {
    std::vector<Xapian::docid> gone, elsewhere;  ///< `elsewhere`: other SOURCEs have them, or had when loaded
  };

  /// The documents from `origin` that were neither put nor kept with it.
  Missing missing(std::string_view origin) const;

  /// Makes durable what was done so far. Throws Xapian::DatabaseError, with nothing changed, where the disk
  /// may not have room for it, see check_room: the end of the process would take a server's searches with it.
  void commit();

  /// No commit of what was done so far writes more.
  std::uint64_t most_bytes_of_commit() const;

 private:
  void add_synonyms();
  void touch_terms_of(Xapian::docid document);
  void count_change(std::uint64_t bytes);

  std::string path_;
  BlockGuard guard_;
  Xapian::WritableDatabase database_;
  DocumentBuilder builder_;
  StoredPacker packer_;
  std::string version_;  ///< of the enrichment
  std::vector<Synonym> synonyms_;
  std::vector<bool> kept_;                                         ///< by docid: by any origin
  std::map<std::string, std::vector<bool>, std::less<>> kept_by_;  ///< origin, by docid
  std::map<std::string, std::vector<bool>, std::less<>> from_;     ///< origin, by docid; of those asked for
  std::vector<bool> touched_;        ///< since the last commit, by number of a term in builder_
  std::uint64_t touched_terms_ = 0;  ///< these, and those of documents replaced and removed
  std::uint64_t articles_since_commit_ = 0;
  std::uint64_t bytes_since_commit_ = 0;
};

}  // namespace dateline
