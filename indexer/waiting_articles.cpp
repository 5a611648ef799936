#include "indexer/waiting_articles.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

std::uint64_t bytes_of(const Article& article) {
  constexpr std::uint64_t kRest = 500;
  return article.title.size() + article.text.size() + kRest;
}

}  // namespace

const Article* WaitingArticles::find(const std::string& id) const {
  const auto place = places_.find(id);
  return place == places_.end() ? nullptr : &entries_[place->second].article;
}

void WaitingArticles::put(Article article, std::string_view origin, bool is_new) {
  bytes_ += bytes_of(article);
  const auto [place, is_first] = places_.try_emplace(article.id, entries_.size());
  if (is_first) {
    new_articles_ += is_new;
    entries_.emplace_back(std::move(article), std::vector{std::string(origin)}, is_new);
    return;
  }
  auto& entry = entries_[place->second];
  bytes_ -= bytes_of(entry.article);
  entry.article = std::move(article);
  entry.origins = {std::string(origin)};
  ++entry.puts;
}

void WaitingArticles::add_origin(const std::string& id, std::string_view origin) {
  auto& origins = entries_[places_.at(id)].origins;
  if (std::ranges::find(origins, origin) == origins.end()) origins.emplace_back(origin);
}

std::uint64_t WaitingArticles::drop(const std::string& id) {
  const auto found = places_.find(id);
  if (found == places_.end()) return 0;
  auto& entry = entries_[found->second];
  const auto puts = entry.puts;
  bytes_ -= bytes_of(entry.article);
  new_articles_ -= entry.is_new;
  if (&entry != &entries_.back()) {
    places_[entries_.back().article.id] = found->second;
    entry = std::move(entries_.back());
  }
  entries_.pop_back();
  places_.erase(found);
  return puts;
}

}  // namespace dateline
