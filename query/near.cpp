#include "query/near.h"

#include <algorithm>

namespace dateline {
namespace {

/// Words [first, last] of an article.
struct Spot {
  std::uint32_t first;
  std::uint32_t last;
};

/// A phrase by the indexes of its words among all that are asked for.
using Phrase = std::vector<std::size_t>;

/// Where a phrase stands in an article whose words stand at `positions`.
void add_spots(const std::vector<std::vector<std::uint32_t>>& positions, const Phrase& phrase,
               std::vector<Spot>& spots) {
  const auto length = static_cast<std::uint32_t>(phrase.size());
  for (const auto start : positions[phrase[0]]) {
    bool follows = true;
    for (std::uint32_t word = 1; word < length && follows; ++word)
      follows = std::ranges::binary_search(positions[phrase[word]], start + word);
    if (follows) spots.push_back({start, start + length - 1});
  }
}

/// The words of all operands; `phrases` has each operand's by their indexes.
std::vector<std::string> words_in(const std::vector<Alternatives>& operands,
                                  std::vector<std::vector<Phrase>>& phrases) {
  std::vector<std::string> words;
  for (const auto& operand : operands) {
    phrases.emplace_back();
    for (const auto& phrase : operand) {
      phrases.back().emplace_back();
      for (const auto& word : phrase) {
        phrases.back().back().push_back(words.size());
        words.push_back(word);
      }
    }
  }
  return words;
}

/// The first spot that begins behind `last`; null if none begins within `end`.
const Spot* next_spot(const std::vector<Spot>& spots, std::uint32_t last, std::uint32_t end) {
  const auto next = std::ranges::upper_bound(spots, last, {}, &Spot::first);
  return next != spots.end() && next->first <= end ? &*next : nullptr;
}

/// Whether from `anchor`, a spot of operand `from`, every other operand follows within `distance`.
bool follow(const std::vector<std::vector<Spot>>& spots, std::size_t from, Spot anchor,
            std::uint32_t distance, bool ordered) {
  auto last = anchor.last;
  for (std::size_t n = 0; n < spots.size(); ++n) {
    if (n == from) continue;
    const auto* spot = next_spot(spots[n], last, anchor.last + distance);
    if (spot == nullptr) return false;
    if (ordered) last = spot->last;
  }
  return true;
}

std::uint32_t count_near(const std::vector<std::vector<Spot>>& spots, std::uint32_t distance, bool ordered) {
  std::uint32_t count = 0;
  const std::size_t anchors = ordered ? 1 : spots.size();
  for (std::size_t from = 0; from < anchors; ++from) {
    for (const auto spot : spots[from]) count += follow(spots, from, spot, distance, ordered);
  }
  return count;
}

}  // namespace

void for_each_near(ArticleWords& articles, const std::vector<Alternatives>& operands, std::uint32_t distance,
                   bool ordered, const DocSet& candidates, const std::function<bool()>& is_late,
                   const std::function<void(DocId, std::uint32_t)>& found) {
  std::vector<std::vector<Phrase>> phrases;
  WordPositions positions(articles, words_in(operands, phrases));
  for (auto& operand : phrases) {
    for (auto& phrase : operand) {
      for (auto& word : phrase) word = positions.first_index(word);
    }
  }
  std::vector<std::vector<Spot>> spots(operands.size());
  candidates.for_each([&](DocId document) {
    if (is_late()) return;
    const auto& in_article = positions.in(document);
    for (std::size_t n = 0; n < phrases.size(); ++n) {
      spots[n].clear();
      for (const auto& phrase : phrases[n]) add_spots(in_article, phrase, spots[n]);
      std::ranges::sort(spots[n], {}, &Spot::first);
      if (spots[n].empty()) return;
    }
    const auto occurrences = count_near(spots, distance, ordered);
    if (occurrences > 0) found(document, occurrences);
  });
}

}  // namespace dateline
