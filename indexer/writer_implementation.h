// What a Writer is made of: where changes to an index go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "indexer/bulk_load.h"
#include "indexer/document_builder.h"
#include "indexer/generation.h"
#include "indexer/increment.h"
#include "indexer/live_writer.h"
#include "indexer/waiting_articles.h"
#include "indexer/writer.h"

namespace dateline {

/// An index without articles is loaded in bulk into a new generation, which commit() publishes. Where there
/// were articles before, changes wait until they are many enough to choose: most go to the current
/// generation, a large increment is loaded in bulk and merged with it. Functions are those of Writer;
/// Xapian's errors pass through.
struct Writer::Implementation {
  std::string directory;
  WriteLock lock;
  WriterOptions options;
  Enrichment enrichment;
  std::string current;  ///< path of the generation that `live` is
  std::optional<LiveWriter> live;
  std::optional<BulkLoad> bulk;
  std::string bulk_path;
  std::optional<Increment> increment;
  WaitingArticles waiting;          ///< for live
  bool has_chosen = false;          ///< where changes go, and said so
  bool has_new_files = false;       ///< beside `live`: they were written with it
  std::uint64_t changed_bytes = 0;  ///< of text, gone to live since this was opened
  std::uint64_t taken_back = 0;

  void open_live(const std::string& path);
  /// Begins a bulk load if the index is empty and this Xapian's format is the one that indexer/bulk writes.
  std::expected<void, Error> begin_bulk();

  std::expected<PutOutcome, Error> put(Article article, std::string_view origin);
  bool remove(std::string_view id);
  LiveWriter::Missing missing(std::string_view origin);
  std::expected<std::uint64_t, Error> remove_missing(std::string_view origin);
  std::expected<void, Error> commit();
  std::uint64_t size() const;

 private:
  void explain(const std::string& text) const;
  void warn_of(const Error& unsupported) const;
  std::expected<void, Error> publish(const std::string& path);
  std::expected<void, Error> finish_bulk();
  std::expected<void, Error> finish_increment();
  std::expected<void, Error> choose();
  void flush();
};

}  // namespace dateline
