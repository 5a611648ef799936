#include "query/order.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace dateline {

std::vector<DocId> ranked(const Matches& matches, const Columns& columns, const SearchRequest& request) {
  struct Candidate {
    double key;
    std::int64_t published;
    DocId document;
  };
  const auto better = [](const Candidate& a, const Candidate& b) {
    if (a.key != b.key) return a.key > b.key;
    if (a.published != b.published) return a.published > b.published;
    return a.document > b.document;
  };
  const auto key = [&](DocId document, std::int64_t published) {
    switch (request.sort) {
      case Sort::kRelevance:
        return matches.scores[document];
      case Sort::kNewest:
        return static_cast<double>(published);
      case Sort::kOldest:
        break;
    }
    // Articles without a date come last in both orders.
    return published == Columns::kNoInstant ? static_cast<double>(published)
                                            : -static_cast<double>(published);
  };
  const std::size_t wanted = request.limit == 0 ? 0 : std::size_t{request.offset} + request.limit;
  if (wanted == 0) return {};
  std::vector<Candidate> best;   // at least the best `wanted` so far, in no order
  std::optional<Candidate> bar;  // so many before it are better
  const auto keep_wanted = [&] {
    if (best.size() <= wanted) return;
    std::ranges::nth_element(best, best.begin() + static_cast<std::ptrdiff_t>(wanted - 1), better);
    best.resize(wanted);
    bar = best.back();
  };
  matches.documents.for_each([&](DocId document) {
    const auto published = columns.published()[document];
    const Candidate candidate{key(document, published), published, document};
    if (bar && !better(candidate, *bar)) return;
    best.push_back(candidate);
    if (best.size() == 2 * wanted) keep_wanted();
  });
  keep_wanted();
  if (best.size() <= request.offset) return {};
  const auto first = best.begin() + request.offset;
  std::ranges::nth_element(best, first, better);
  std::ranges::sort(first, best.end(), better);
  std::vector<DocId> documents;
  for (auto at = first; at != best.end(); ++at) documents.push_back(at->document);
  return documents;
}

std::vector<DocId> best_of_stories(const Matches& matches, const Columns& columns,
                                   const SearchRequest& request, Stories& stories) {
  if (request.limit == 0) return {};
  const auto wanted = std::size_t{request.offset} + request.limit;
  const auto most = wanted + kMostGrouped;
  std::vector<DocId> best;
  for (auto looked_at = wanted + request.limit;; looked_at *= 2) {
    looked_at = std::min(looked_at, most);
    const auto documents =
        ranked(matches, columns, {.sort = request.sort, .limit = static_cast<std::uint32_t>(looked_at)});
    best.clear();
    std::unordered_set<DocId> told;
    for (std::size_t n = 0; n < documents.size() && best.size() < wanted; ++n) {
      if (told.contains(documents[n])) continue;
      best.push_back(documents[n]);
      if (n >= kMostGrouped || columns.is_alone(documents[n])) continue;
      const auto& story = stories.of(documents[n]);
      told.insert(story.begin(), story.end());
    }
    if (best.size() == wanted || documents.size() < looked_at || looked_at == most) break;
  }
  best.erase(best.begin(), best.begin() + std::min<std::ptrdiff_t>(std::ssize(best), request.offset));
  return best;
}

}  // namespace dateline
