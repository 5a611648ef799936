#include "query/near.h"

#include <xapian.h>

#include <algorithm>

namespace dateline {
namespace {

/// Words [first, last] of an article.
struct Spot {
  std::uint32_t first;
  std::uint32_t last;
};

void add_positions(const Xapian::Database& database, DocId document, const std::string& term,
                   std::vector<std::uint32_t>& positions) {
  positions.clear();
  const auto end = database.positionlist_end(document, term);
  for (auto at = database.positionlist_begin(document, term); at != end; ++at) positions.push_back(*at);
}

/// Where a phrase stands in an article.
void add_spots(const Xapian::Database& database, DocId document, const std::vector<std::string>& phrase,
               std::vector<Spot>& spots) {
  std::vector<std::uint32_t> starts, positions;
  for (std::uint32_t word = 0; word < phrase.size(); ++word) {
    add_positions(database, document, phrase[word], positions);
    if (word == 0) starts = positions;
    std::erase_if(starts,
                  [&](std::uint32_t start) { return !std::ranges::binary_search(positions, start + word); });
    if (starts.empty()) return;
  }
  const auto length = static_cast<std::uint32_t>(phrase.size());
  for (const auto start : starts) spots.push_back({start, start + length - 1});
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

void for_each_near(const Xapian::Database& database, const std::vector<Alternatives>& operands,
                   std::uint32_t distance, bool ordered, const DocSet& candidates,
                   const std::function<bool()>& is_late,
                   const std::function<void(DocId, std::uint32_t)>& found) {
  std::vector<std::vector<Spot>> spots(operands.size());
  candidates.for_each([&](DocId document) {
    for (std::size_t n = 0; n < operands.size(); ++n) {
      spots[n].clear();
      for (const auto& phrase : operands[n]) {
        if (is_late()) return;
        add_spots(database, document, phrase, spots[n]);
      }
      std::ranges::sort(spots[n], {}, &Spot::first);
      if (spots[n].empty()) return;
    }
    const auto occurrences = count_near(spots, distance, ordered);
    if (occurrences > 0) found(document, occurrences);
  });
}

}  // namespace dateline
