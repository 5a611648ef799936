// What one thread of a bulk load does: articles become the documents of a segment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "indexer/bulk/segment.h"
#include "indexer/document.h"
#include "indexer/document_builder.h"
#include "indexer/stored_form.h"
#include "indexer/written_names.h"

namespace dateline {

/// An article to be indexed.
struct Incoming {
  Article article;
  std::string origin;  ///< the SOURCE argument
  Digested digested;
};

/// Articles that go into one segment, in order of reading.
struct Batch {
  std::uint64_t order = 0;
  DocId first = 0;  ///< docid of the first one
  std::vector<Incoming> articles;
  std::size_t bytes = 0;
};

/// Keeps from batch to batch what it knows of terms and values. One thread.
class LoadWorker {
 public:
  explicit LoadWorker(const Enrichment& enrichment) : documents_(enrichment), segment_(documents_.terms()) {}
  LoadWorker(const LoadWorker&) = delete;  // its parts refer to one another
  LoadWorker& operator=(const LoadWorker&) = delete;

  /// Adds the articles to segment(), which is empty. After an error nothing else can be added.
  /// Errors: kLimit, kInvalidArgument  an article cannot be indexed: see BulkSegment
  std::expected<void, Error> add(const Batch& batch);

  BulkSegment& segment() { return segment_; }

  /// Packs the stored articles of segment(), and of all later ones, with `dictionary`; as they are if it is
  /// empty. Once.
  void pack_with(const std::string& dictionary);
  bool has_dictionary() const { return packer_.has_value(); }

  /// How the articles write the values that are counted; nothing if some had to be forgotten.
  std::optional<WrittenNames> names() const;

 private:
  struct Begun {
    std::uint32_t built_before;  ///< documents
    DocId first;
  };

  DocumentBuilder documents_;
  BulkSegment segment_;
  std::optional<StoredPacker> packer_;
  std::vector<Begun> batches_;
  bool has_forgotten_ = false;
};

}  // namespace dateline
