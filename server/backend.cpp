#include "server/backend.h"

namespace dateline {
namespace {

class IndexBackend : public SearchBackend {
 public:
  explicit IndexBackend(Index index) : index_(std::move(index)) {}

  std::expected<Page, Error> search(const SearchRequest& request) override {
    return steadily([&] { return index_.search(request); });
  }
  std::expected<Page, Error> similar(std::string_view id, const SearchRequest& request) override {
    return steadily([&] { return index_.similar(id, request); });
  }
  std::expected<std::vector<Suggestion>, Error> suggest(std::string_view typed, std::size_t each) override {
    return steadily([&] { return index_.suggest(typed, each); });
  }
  std::expected<Article, Error> article(std::string_view id) override {
    return steadily([&] { return index_.article(id); });
  }

  std::string revision() const override { return index_.revision(); }
  std::uint64_t size() const override { return index_.size(); }
  std::expected<bool, Error> refresh() override { return index_.refresh(); }

 private:
  template <typename Ask>
  auto steadily(Ask ask) -> decltype(ask()) {
    return again_if_busy(ask, [&] { return index_.refresh(true); });
  }

  Index index_;
};

/// Several indexes: the first one itself, the others by name.
class IndexSet : public SearchBackend {
 public:
  void add(std::string name, std::unique_ptr<SearchBackend> index) {
    indexes_.emplace_back(std::move(name), std::move(index));
  }

  std::expected<Page, Error> search(const SearchRequest& request) override { return first().search(request); }
  std::expected<Page, Error> similar(std::string_view id, const SearchRequest& request) override {
    return first().similar(id, request);
  }
  std::expected<std::vector<Suggestion>, Error> suggest(std::string_view typed, std::size_t each) override {
    return first().suggest(typed, each);
  }
  std::expected<Article, Error> article(std::string_view id) override { return first().article(id); }
  std::uint64_t size() const override { return first().size(); }
  std::string revision() const override {
    std::string all;
    for (const auto& [name, index] : indexes_) all += index->revision() + " ";
    return all;
  }
  std::expected<bool, Error> refresh() override {
    bool any = false;
    for (const auto& [name, index] : indexes_) {
      const auto changed = index->refresh();
      if (!changed) return changed;
      any = any || *changed;
    }
    return any;
  }
  SearchBackend* named(std::string_view name) override {
    if (name.empty()) return this;
    for (const auto& [known, index] : indexes_) {
      if (known == name) return index.get();
    }
    return nullptr;
  }
  std::size_t indexes() const override { return indexes_.size(); }

 private:
  SearchBackend& first() const { return *indexes_.front().second; }
  std::vector<std::pair<std::string, std::unique_ptr<SearchBackend>>> indexes_;
};

}  // namespace

BackendResult open_indexes(const std::vector<NamedIndex>& indexes) {
  auto set = std::make_unique<IndexSet>();
  for (const auto& [name, directory] : indexes) {
    auto index = open_index_backend(directory);
    if (!index) return index;
    set->add(name, std::move(*index));
  }
  return set;
}

BackendResult open_index_backend(const std::string& directory) {
  auto index = Index::open(directory);
  if (!index) return std::unexpected(index.error());
  return std::make_unique<IndexBackend>(std::move(*index));
}

}  // namespace dateline
