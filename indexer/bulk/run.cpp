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

TermMerge::TermMerge(const std::vector<const Run*>& runs, Spool Run::* terms) {
  const auto window = window_of_each(runs.size());
  readers_.reserve(runs.size());
  for (std::uint32_t n = 0; n < runs.size(); ++n) {
    auto& reader = readers_.emplace_back(runs[n]->*terms, window);
    if (reader.next()) heap_.push_back(head_of(n));
  }
  make_heap();
}

void TermMerge::make_heap() {
  for (auto at = heap_.size() / 2; at-- > 0;) sink(at);
}

bool TermMerge::skip_to(std::string_view term) {
  std::erase_if(heap_, [&](Head& head) {
    auto& reader = readers_[head.run];
    while (reader.current().term < term) {
      if (!reader.next()) return true;
    }
    head = head_of(head.run);
    return false;
  });
  make_heap();
  return next();
}

TermMerge::Head TermMerge::head_of(std::uint32_t run) const {
  const auto term = readers_[run].current().term;
  return {ordered(beginning_of(term)), static_cast<std::uint32_t>(term.size()), run};
}

/// Most terms are told apart, or are the same, without a look at them somewhere else in memory.
bool TermMerge::is_less(const Head& a, const Head& b) const {
  if (a.beginning != b.beginning) return a.beginning < b.beginning;
  if (std::max(a.length, b.length) <= sizeof a.beginning)
    return a.length != b.length ? a.length < b.length : a.run < b.run;
  const int order = term_of(a).compare(term_of(b));
  return order != 0 ? order < 0 : a.run < b.run;
}

bool TermMerge::next() {
  parts_.clear();
  std::uint64_t beginning = 0;
  while (!heap_.empty()) {
    const auto& [first, length, run] = heap_.front();
    const auto& postings = readers_[run].current();
    if (!parts_.empty() && (first != beginning || !is_same_rest(postings.term, term()))) break;
    beginning = first;
    parts_.push_back({run, postings});
    advance_first();
  }
  return !parts_.empty();
}

void TermMerge::advance_first() {
  auto& reader = readers_[heap_.front().run];
  if (reader.next()) {
    heap_.front() = head_of(heap_.front().run);
  } else {
    heap_.front() = heap_.back();
    heap_.pop_back();
  }
  sink(0);
}

/// Moves the head at `at` behind those that are less, where all behind it are in order.
void TermMerge::sink(std::size_t at) {
  if (at >= heap_.size()) return;
  const auto head = heap_[at];
  for (std::size_t child = 2 * at + 1; child < heap_.size(); child = 2 * at + 1) {
    if (child + 1 < heap_.size() && is_less(heap_[child + 1], heap_[child])) ++child;
    if (!is_less(heap_[child], head)) break;
    heap_[at] = heap_[child];
    at = child;
  }
  heap_[at] = head;
}

}  // namespace dateline::glass
