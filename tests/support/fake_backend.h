// An index for tests of handlers: answers what it is given and remembers what it was asked.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "server/backend.h"

namespace dateline {

class FakeBackend : public SearchBackend {
 public:
  Page page;
  std::optional<Error> failure;
  std::map<std::string, Article, std::less<>> articles;
  std::string at = "r1";
  SearchRequest asked;
  int searches = 0;

  std::expected<Page, Error> search(const SearchRequest& request) override {
    asked = request;
    ++searches;
    if (failure) return std::unexpected(*failure);
    auto answer = page;
    answer.request = request;
    return answer;
  }
  std::expected<Page, Error> similar(std::string_view, const SearchRequest& request) override {
    return search(request);
  }
  /// The names of the page's facets.
  std::expected<std::vector<Suggestion>, Error> suggest(std::string_view typed, std::size_t each) override {
    if (failure) return std::unexpected(*failure);
    std::vector<Suggestion> suggestions;
    for (const auto& facet : page.facets) {
      for (const auto& [value, count] : facet.values) {
        const bool wanted = typed != "\"" && suggestions.size() < each;
        if (wanted) suggestions.push_back({.kind = "person", .value = value, .count = count});
      }
    }
    return suggestions;
  }
  std::expected<Article, Error> article(std::string_view id) override {
    if (failure) return std::unexpected(*failure);
    const auto found = articles.find(id);
    if (found == articles.end())
      return std::unexpected(make_error(ErrorCode::kNotFound, "{} is not the id of an article", quoted(id)));
    return found->second;
  }
  std::string revision() const override { return at; }
  std::uint64_t size() const override { return 3; }
  std::expected<bool, Error> refresh() override { return false; }
};

}  // namespace dateline
