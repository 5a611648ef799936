// What handlers need of an index: one worker's view of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "query/search.h"

namespace dateline {

/// One opened index, used by one thread at a time. Errors are those of query/search.h's Index.
class SearchBackend {
 public:
  virtual ~SearchBackend() = default;
  virtual std::expected<Page, Error> search(const SearchRequest& request) = 0;
  virtual std::expected<Page, Error> similar(std::string_view id, const SearchRequest& request) = 0;
  virtual std::expected<std::vector<Suggestion>, Error> suggest(std::string_view typed, std::size_t each) = 0;
  virtual std::expected<Article, Error> article(std::string_view id) = 0;
  /// The index of this name; "": all of them, of which the first answers. Null if there is none.
  virtual SearchBackend* named(std::string_view name) { return name.empty() ? this : nullptr; }
  /// How many indexes there are.
  virtual std::size_t indexes() const { return 1; }
  virtual std::string revision() const = 0;
  virtual std::uint64_t size() const = 0;
  /// Sees what writers committed since; true if something did.
  virtual std::expected<bool, Error> refresh() = 0;
};

using BackendResult = std::expected<std::unique_ptr<SearchBackend>, Error>;

/// Opens a backend; called once by each worker.
using BackendFactory = std::function<BackendResult()>;

/// What `ask` says once the index holds still: it may change under a search, which is kBusy then, and where
/// writers commit one after the other it may again. Sees to it with `refresh`, and tries kMostTries times.
inline constexpr int kMostTries = 20;
template <typename Ask, typename Refresh>
auto again_if_busy(Ask ask, Refresh refresh) -> decltype(ask()) {
  const auto is_busy = [](const auto& answer) { return !answer && answer.error().code == ErrorCode::kBusy; };
  auto answer = ask();
  for (int tries = 1; tries < kMostTries && is_busy(answer); ++tries) {
    const auto fresh = refresh();
    if (!fresh && !is_busy(fresh)) return std::unexpected(fresh.error());
    answer = ask();
  }
  return answer;
}

/// Opens the index in `directory`.
BackendResult open_index_backend(const std::string& directory);

/// An index by its name.
struct NamedIndex {
  std::string name;
  std::string directory;
};

/// Opens several, each of a name of its own, of which the first answers where none is named; its revision
/// changes with any of them.
BackendResult open_indexes(const std::vector<NamedIndex>& indexes);

}  // namespace dateline
