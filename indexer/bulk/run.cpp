#include "indexer/bulk/run.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "indexer/bulk/format.h"
#include "indexer/bulk/term_order.h"

namespace dateline::glass {
namespace {

/// Windows of all readers of a merge, each of which holds two.
constexpr std::size_t kMergeBytes = std::size_t{16} << 20, kSmallestWindow = 4096;

/// Of what TermMerge knows of a term beside its first 8 bytes: the length stands in the lowest one, at most
/// as kLong. What is shorter is told from all others by that and its first 15 bytes.
constexpr std::uint64_t kLengths = 0xFF;
constexpr std::size_t kLong = 16;
constexpr std::uint64_t kNone = ~std::uint64_t{0};

/// The least of `numbers`, as many as a multiple of four.
std::uint64_t least_of(std::span<const std::uint64_t> numbers) {
  auto a = kNone, b = kNone, c = kNone, d = kNone;  // none has to wait for another
  for (std::size_t n = 0; n < numbers.size(); n += 4) {
    a = numbers[n] < a ? numbers[n] : a;
    b = numbers[n + 1] < b ? numbers[n + 1] : b;
    c = numbers[n + 2] < c ? numbers[n + 2] : c;
    d = numbers[n + 3] < d ? numbers[n + 3] : d;
  }
  return std::min({a, b, c, d});
}

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

TermMerge::TermMerge(const std::vector<const Run*>& runs, Spool Run::* terms)
    : beginnings_((runs.size() + kBlock - 1) / kBlock * kBlock, kNone),
      rests_(beginnings_.size(), kNone),
      least_((beginnings_.size() / kBlock + 3) / 4 * 4, kNone) {
  const auto window = window_of_each(runs.size());
  readers_.reserve(runs.size());
  for (std::uint32_t run = 0; run < runs.size(); ++run) {
    readers_.emplace_back(runs[run]->*terms, window);
    move_on(run);
  }
  for (std::size_t block = 0; block * kBlock < beginnings_.size(); ++block) find_least_of(block);
}

bool TermMerge::skip_to(std::string_view term) {
  for (std::uint32_t run = 0; run < readers_.size(); ++run) {
    while (rests_[run] != kNone && term_of(run) < term) move_on(run);
  }
  for (std::size_t block = 0; block * kBlock < beginnings_.size(); ++block) find_least_of(block);
  return next();
}

// Most of what is merged belongs to terms of many runs. So what is sought is the next term with all runs that
// have it, by looks at all of them that need no branch, instead of one run after the other in a heap.
bool TermMerge::next() {
  parts_.clear();
  if (least_.empty()) return false;
  find_runs_of(least_of(least_));
  keep_runs_of_least_term();
  for (const auto run : runs_) {
    parts_.push_back({run, readers_[run].current()});
    move_on(run);
  }
  auto found = least_.size();  // a block that was looked at
  for (const auto run : runs_) {
    if (run / kBlock != found) find_least_of(found = run / kBlock);
  }
  return !parts_.empty();
}

/// Moves the reader of a run on.
void TermMerge::move_on(std::uint32_t run) {
  beginnings_[run] = rests_[run] = kNone;
  if (!readers_[run].next()) return;
  const auto term = term_of(run);
  beginnings_[run] = ordered(beginning_of(term));
  rests_[run] = std::min(term.size(), kLong);
  if (term.size() > 8) rests_[run] |= ordered(beginning_of(term.substr(8))) & ~kLengths;
}

void TermMerge::find_least_of(std::size_t block) {
  least_[block] = least_of(std::span(beginnings_).subspan(block * kBlock, kBlock));
}

void TermMerge::find_runs_of(std::uint64_t beginning) {
  runs_.clear();
  for (std::size_t block = 0; block * kBlock < beginnings_.size(); ++block) {
    if (least_[block] != beginning) continue;
    std::uint32_t found = 0;
    for (std::size_t n = 0; n < kBlock; ++n)
      found |= static_cast<std::uint32_t>(beginnings_[block * kBlock + n] == beginning) << n;
    for (; found != 0; found &= found - 1)
      runs_.push_back(static_cast<std::uint32_t>(block * kBlock) +
                      static_cast<std::uint32_t>(std::countr_zero(found)));
  }
}

/// Of the runs whose terms begin with the same 8 bytes, keeps those with the least term.
void TermMerge::keep_runs_of_least_term() {
  auto more = kNone;
  for (const auto run : runs_) more = std::min(more, rests_[run]);
  std::erase_if(runs_, [&](auto run) { return rests_[run] != more; });
  if (more == kNone) return runs_.clear();  // all are at their ends
  if ((more & kLengths) != kLong || runs_.size() == 1) return;
  const auto term = term_of(std::ranges::min(runs_, {}, [this](auto run) { return term_of(run); }));
  std::erase_if(runs_, [&](auto run) { return term_of(run) != term; });
}

}  // namespace dateline::glass
