#include "corpus/sample.h"

#include <algorithm>

namespace dateline {

/// A number from 0 to bound - 1; std::uniform_int_distribution differs from library to library.
std::uint64_t Sample::below(std::uint64_t bound) {
  const std::uint64_t unfair = random_.max() - random_.max() % bound;
  for (;;) {
    if (const auto drawn = random_(); drawn < unfair) return drawn % bound;
  }
}

void Sample::offer(const Article& article) {
  const auto place = offered_++;
  if (kept_.size() < size_) {
    kept_.emplace_back(place, article);
  } else if (const auto drawn = below(place + 1); drawn < size_) {
    kept_[drawn] = {place, article};
  }
}

std::vector<Article> Sample::take() {
  std::ranges::sort(kept_, {}, &std::pair<std::uint64_t, Article>::first);
  std::vector<Article> articles;
  for (auto& [place, article] : kept_) articles.push_back(std::move(article));
  kept_.clear();
  return articles;
}

}  // namespace dateline
