#include "server/backend.h"

namespace dateline {
namespace {

class IndexBackend : public SearchBackend {
 public:
  explicit IndexBackend(Index index) : index_(std::move(index)) {}

  /// The index may change under a search; what it says then is kBusy, and once more is usually enough.
  std::expected<Page, Error> search(const SearchRequest& request) override {
    auto page = index_.search(request);
    if (page || page.error().code != ErrorCode::kBusy) return page;
    if (auto fresh = index_.refresh(); !fresh) return std::unexpected(fresh.error());
    return index_.search(request);
  }

  std::expected<Article, Error> article(std::string_view id) override {
    auto found = index_.article(id);
    if (found || found.error().code != ErrorCode::kBusy) return found;
    if (auto fresh = index_.refresh(); !fresh) return std::unexpected(fresh.error());
    return index_.article(id);
  }

  std::string revision() const override { return index_.revision(); }
  std::uint64_t size() const override { return index_.size(); }
  std::expected<bool, Error> refresh() override { return index_.refresh(); }

 private:
  Index index_;
};

}  // namespace

BackendResult open_index_backend(const std::string& directory) {
  auto index = Index::open(directory);
  if (!index) return std::unexpected(index.error());
  return std::make_unique<IndexBackend>(std::move(*index));
}

}  // namespace dateline
