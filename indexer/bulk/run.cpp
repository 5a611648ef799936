#include "indexer/bulk/run.h"

#include <algorithm>
#include <array>

#include "indexer/bulk/format.h"
#include "indexer/bulk/term_order.h"

namespace dateline::glass {
namespace {

/// Windows of all readers of a merge, each of which holds two.
constexpr std::size_t kMergeBytes = std::size_t{16} << 20, kSmallestWindow = 4096;

std::size_t window_of_each(std::size_t readers) {
  return std::clamp(kMergeBytes / 2 / std::max<std::size_t>(readers, 1), kSmallestWindow,
                    SpoolReader::kWindow);
}

}  // namespace

std::size_t Run::memory() const {
  return postings.memory() + positions.memory() + lengths.memory() + term_lists.memory() + slots.memory() +
         data.memory() + values.memory() + places.memory() + synonyms.memory();
}

std::expected<void, Error> Run::move_to(SpoolFile& file) {
  for (Spool* spool :
       std::array{&postings, &positions, &lengths, &term_lists, &slots, &data, &values, &places, &synonyms}) {
    if (auto moved = spool->move_to(file); !moved) return moved;
  }
  return {};
}

bool TermReader::next() {
  constexpr std::size_t kMostBefore = kMaxKey + 4 * kMaxUint;  // the postings
  if (bytes_.is_at_end()) return false;
  const char* const begin = bytes_.next(kMostBefore);
  const char* at = begin;
  current_.number = terms_read_++;
  const auto length = get_uint(at);
  current_.term = {at, length};
  at += length;
  current_.documents = static_cast<std::uint32_t>(get_uint(at));
  current_.wdf_sum = get_uint(at);
  const auto size = get_uint(at);
  const auto before = static_cast<std::size_t>(at - begin);
  const char* const whole = bytes_.next(before + size);
  current_.term = {whole + (current_.term.data() - begin), length};
  current_.postings = {whole + before, size};
  bytes_.skip(before + size);
  return true;
}

TermMerge::TermMerge(const std::vector<const Run*>& runs, Spool Run::* terms) : losers_(runs.size()) {
  const auto window = window_of_each(runs.size());
  readers_.reserve(runs.size());
  std::vector<Head> heads;
  for (std::uint32_t n = 0; n < runs.size(); ++n) {
    readers_.emplace_back(runs[n]->*terms, window);
    heads.push_back(next_head(n));
  }
  play_all(heads);
}

bool TermMerge::skip_to(std::string_view term) {
  if (readers_.empty()) return false;
  std::vector<Head> heads(readers_.size());
  losers_[0] = least_;  // the tree has every run once
  for (const auto& left : losers_) {
    auto& head = heads[left.run] = left;
    while (head.length != kEnd && term_of(head) < term) head = next_head(head.run);
  }
  play_all(heads);
  return next();
}

/// Moves the reader of a run on.
TermMerge::Head TermMerge::next_head(std::uint32_t run) {
  if (!readers_[run].next()) return {.run = run};
  const auto term = readers_[run].current().term;
  return {ordered(beginning_of(term)), static_cast<std::uint32_t>(term.size()), run};
}

/// Most terms are told apart, or are the same, without a look at them somewhere else in memory.
bool TermMerge::is_less(const Head& a, const Head& b) const {
  if (a.beginning != b.beginning) return a.beginning < b.beginning;
  if (std::max(a.length, b.length) <= sizeof a.beginning)
    return a.length != b.length ? a.length < b.length : a.run < b.run;
  if (a.length == kEnd || b.length == kEnd) return b.length == kEnd && (a.length != kEnd || a.run < b.run);
  const int order = term_of(a).compare(term_of(b));
  return order != 0 ? order < 0 : a.run < b.run;
}

bool TermMerge::next() {
  parts_.clear();
  std::uint64_t beginning = 0;
  while (!readers_.empty() && least_.length != kEnd) {
    const auto run = least_.run;
    const auto& postings = readers_[run].current();
    if (!parts_.empty() && (least_.beginning != beginning || !is_same_rest(postings.term, term()))) break;
    beginning = least_.beginning;
    parts_.push_back({run, postings});
    play(next_head(run));
  }
  return !parts_.empty();
}

/// Finds the least of the heads, one of each run, by matches of two.
void TermMerge::play_all(const std::vector<Head>& heads) {
  const auto count = heads.size();
  if (count == 0) return;
  std::vector<Head> winners(count);
  winners.insert(winners.end(), heads.begin(), heads.end());
  for (auto node = count - 1; node > 0; --node) {
    const auto &left = winners[2 * node], &right = winners[2 * node + 1];
    const bool is_left = is_less(left, right);
    winners[node] = is_left ? left : right;
    losers_[node] = is_left ? right : left;
  }
  least_ = winners[1];
}

/// Finds the least head where that of the run that had it became `head`: of the matches, only those on its
/// way up are played again.
void TermMerge::play(Head head) {
  for (auto node = (head.run + losers_.size()) / 2; node > 0; node /= 2) {
    if (is_less(losers_[node], head)) std::swap(losers_[node], head);
  }
  least_ = head;
}

}  // namespace dateline::glass
