#include "query/ranked_names.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dateline {

std::vector<std::string_view> words_in(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    const auto end = std::min(key.find(' '), key.size());
    if (end > 0) words.push_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return words;
}

std::size_t tolerated_edits(std::string_view typed) {
  constexpr std::size_t kOneFrom = 4, kTwoFrom = 8;
  return typed.size() >= kTwoFrom ? 2 : typed.size() >= kOneFrom ? 1 : 0;
}

bool is_nearer(const FacetColumn& column, const FoundName& a, const FoundName& b) {
  if (a.distance != b.distance) return a.distance < b.distance;
  return a.count != b.count ? a.count > b.count : column.precedes(a.number, b.number);
}

RankedNames::RankedNames(const FacetColumn& column, std::size_t prefix_bytes,
                         std::vector<std::uint32_t> counts)
    : column_(column), prefix_bytes_(prefix_bytes) {
  rank_names(std::move(counts));
  link_words();
}

void RankedNames::rank_names(std::vector<std::uint32_t> counts) {
  for (const auto& [name, record] : column_.aliases) counts[name] = counts[record];
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    if (counts[number] > 0) numbers_.push_back(number);
  }
  std::ranges::sort(numbers_, [&](std::uint32_t a, std::uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : column_.precedes(a, b);
  });
  for (const auto number : numbers_) counts_.push_back(counts[number]);
}

void RankedNames::link_words() {
  std::vector<std::pair<std::string_view, Rank>> pairs;
  for (Rank rank = 0; rank < numbers_.size(); ++rank) {
    for (const auto word : words_in(key(numbers_[rank]))) pairs.emplace_back(word, rank);
  }
  std::ranges::sort(pairs);
  const auto repeated = std::ranges::unique(pairs);
  pairs.erase(repeated.begin(), repeated.end());

  name_begin_.assign(numbers_.size() + 1, 0);
  for (const auto& [word, rank] : pairs) ++name_begin_[rank + 1];
  std::partial_sum(name_begin_.begin(), name_begin_.end(), name_begin_.begin());
  name_words_.resize(pairs.size());
  auto next = name_begin_;
  for (std::size_t first = 0; first < pairs.size();) {
    const auto word = pairs[first].first;
    word_begin_.push_back(static_cast<std::uint32_t>(first));
    std::uint32_t count = 0;
    for (; first < pairs.size() && pairs[first].first == word; ++first) {
      const auto rank = pairs[first].second;
      word_names_.push_back(rank);
      name_words_[next[rank]++] = static_cast<std::uint32_t>(words_.size());
      count += counts_[rank];
    }
    words_.add(word, count);
  }
  word_begin_.push_back(static_cast<std::uint32_t>(pairs.size()));
}

RankedNames::Candidates RankedNames::beginning_with(std::string_view typed) const {
  const auto [first, last] = words_.beginning_with(typed);
  Candidates candidates{.names = word_begin_[last] - word_begin_[first]};
  for (auto word = first; word < last; ++word)
    candidates.words.emplace_back(static_cast<std::uint32_t>(word), 0u);
  return candidates;
}

RankedNames::Candidates RankedNames::nearly_beginning_with(std::string_view typed) const {
  Candidates candidates;
  words_.near(
      typed, tolerated_edits(typed), Nearness::kBeginning, [&](std::size_t word, std::size_t distance) {
        candidates.words.emplace_back(static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(distance));
        candidates.names += word_begin_[word + 1] - word_begin_[word];
      });
  return candidates;
}

/// Whether each typed word stands for a word of the name; adds up the distances.
bool RankedNames::fits(Rank rank, const std::vector<Candidates>& typed, std::uint32_t& distance) const {
  distance = 0;
  for (const auto& candidates : typed) {
    auto best = std::numeric_limits<std::uint32_t>::max();
    for (auto at = name_begin_[rank]; at < name_begin_[rank + 1]; ++at) {
      const auto found = std::ranges::lower_bound(candidates.words, name_words_[at], {},
                                                  &std::pair<std::uint32_t, std::uint32_t>::first);
      if (found != candidates.words.end() && found->first == name_words_[at])
        best = std::min(best, found->second);
    }
    if (best == std::numeric_limits<std::uint32_t>::max()) return false;
    distance += best;
  }
  return true;
}

/// Walks the names of the typed word that fewest names have, most frequent first, so that each of its words
/// can be left as soon as it can no longer better what is there.
std::vector<FoundName> RankedNames::matching(const std::vector<Candidates>& typed, std::size_t most,
                                             std::vector<bool> seen) const {
  const auto nearer = [&](const FoundName& a, const FoundName& b) { return is_nearer(column_, a, b); };
  std::vector<FoundName> best;  // a heap, the worst on top
  seen.resize(column_.terms.size());
  const auto& rarest = *std::ranges::min_element(typed, {}, &Candidates::names);
  for (const auto& [word, least] : rarest.words) {
    for (auto at = word_begin_[word]; at < word_begin_[word + 1]; ++at) {
      const auto rank = word_names_[at];
      const auto record = column_.record_of(numbers_[rank]);
      FoundName name{.number = record, .count = counts_[rank], .distance = least};
      if (best.size() == most && !nearer(name, best.front())) break;
      if (seen[record] || !fits(rank, typed, name.distance)) continue;
      seen[record] = true;
      if (best.size() == most) {
        if (!nearer(name, best.front())) continue;
        std::ranges::pop_heap(best, nearer);
        best.pop_back();
      }
      best.push_back(name);
      std::ranges::push_heap(best, nearer);
    }
  }
  std::ranges::sort_heap(best, nearer);
  return best;
}

std::vector<FoundName> RankedNames::find(const std::vector<std::string_view>& typed, std::size_t most,
                                         bool nearly, std::vector<bool> left_out) const {
  if (numbers_.empty()) return {};
  std::vector<Candidates> candidates;
  for (const auto word : typed)
    candidates.push_back(nearly ? nearly_beginning_with(word) : beginning_with(word));
  return matching(candidates, most, std::move(left_out));
}

}  // namespace dateline
