// The first load of an index: articles are analysed on all cores and written as one new generation by
// indexer/bulk.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "indexer/document_builder.h"
#include "indexer/file_drafts.h"
#include "indexer/writer.h"

namespace dateline {

/// A generation being loaded. Nothing of it can be read before finish(). Memory is bounded but for 100
/// bytes an article, and ids longer than 15 bytes. Calls come from one thread; the work is done by threads of
/// its own.
class BulkLoad {
 public:
  /// Begins a generation at `path`, a folder that need not exist and after an error does not, whose articles
  /// are packed with `dictionary` (see stored_form.h); without one, one is made of the first articles.
  /// Errors: kUnsupported  this Xapian writes another version of the format: write through its API
  ///         kIo           the folder cannot be made
  static std::expected<BulkLoad, Error> begin(const std::string& path, Enrichment enrichment = {},
                                              std::string dictionary = {});

  BulkLoad(BulkLoad&&) noexcept;
  BulkLoad& operator=(BulkLoad&&) noexcept;
  ~BulkLoad();

  /// As Writer::put. An error may belong to an article put earlier, and ends the load.
  std::expected<PutOutcome, Error> put(Article article, std::string_view origin);

  /// As Writer::remove.
  bool remove(std::string_view id);

  std::uint64_t size() const;

  /// Writes what was put. When it returns, the generation is complete, and whoever publishes it syncs it;
  /// nothing more can be put.
  /// Where `drafts` is given, begins the files beside the generation's tables, for write_files() while this
  /// lives; not if that has to read the generation, for some of the articles put are not in it.
  std::expected<void, Error> finish(std::optional<FileDrafts>* drafts = nullptr);

 private:
  struct Implementation;
  explicit BulkLoad(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace dateline
