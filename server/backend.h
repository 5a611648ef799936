// What handlers need of an index: one worker's view of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "query/search.h"

namespace dateline {

/// One opened index, used by one thread at a time. Errors are those of query/search.h's Index.
class SearchBackend {
 public:
  virtual ~SearchBackend() = default;
  virtual std::expected<Page, Error> search(const SearchRequest& request) = 0;
  virtual std::expected<Article, Error> article(std::string_view id) = 0;
  virtual std::string revision() const = 0;
  virtual std::uint64_t size() const = 0;
  /// Sees what writers committed since; true if something did.
  virtual std::expected<bool, Error> refresh() = 0;
};

using BackendResult = std::expected<std::unique_ptr<SearchBackend>, Error>;

/// Opens a backend; called once by each worker.
using BackendFactory = std::function<BackendResult()>;

/// Opens the index in `directory`.
BackendResult open_index_backend(const std::string& directory);

}  // namespace dateline
