#include "indexer/bulk/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "indexer/bulk/format.h"
#include "indexer/bulk/term_order.h"

namespace dateline::glass {
namespace {

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

void Spool::Unmap::operator()(char* bytes) const { ::munmap(bytes, size); }

void Spool::rest(std::size_t begin, std::size_t end) const {
  static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const auto first = begin / page * page;
  const auto last = end == view().size() ? end : end / page * page;
  if (mapped_ && first < last) ::madvise(mapped_.get() + first, last - first, MADV_DONTNEED);
}

std::expected<void, Error> Spool::move_to_file(const std::string& directory) {
  if (mapped_ || bytes_.size() == 0) return {};
  std::string path = directory + "/run-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file >= 0) ::unlink(path.c_str());
  void* mapped = MAP_FAILED;
  if (file >= 0 && write_all(file, bytes_.view())) {
    mapped = ::mmap(nullptr, bytes_.size(), PROT_READ, MAP_PRIVATE, file, 0);
  }
  const int number = errno;
  if (file >= 0) ::close(file);
  if (mapped == MAP_FAILED) {
    return std::unexpected(make_error(ErrorCode::kIo, "a sorting file in {} cannot be written: {}",
                                      quoted(directory), std::strerror(number)));
  }
  ::madvise(mapped, bytes_.size(), MADV_SEQUENTIAL);
  mapped_ = {static_cast<char*>(mapped), Unmap{bytes_.size()}};
  bytes_ = Buffer();
  return {};
}

std::size_t Run::memory() const {
  return postings.memory() + positions.memory() + lengths.memory() + term_lists.memory() + slots.memory() +
         data.memory() + values.memory() + places.memory() + synonyms.memory();
}

std::expected<void, Error> Run::move_to_file(const std::string& directory) {
  for (Spool* spool :
       std::array{&postings, &positions, &lengths, &term_lists, &slots, &data, &values, &places, &synonyms}) {
    if (auto moved = spool->move_to_file(directory); !moved) return moved;
  }
  return {};
}

TermReader::TermReader(const Spool& terms)
    : terms_(terms), held_(terms.view().data()), at_(held_), end_(at_ + terms.view().size()) {}

bool TermReader::next() {
  constexpr std::ptrdiff_t kMostHeld = 1 << 20;
  if (at_ == end_) return false;
  if (at_ - held_ > kMostHeld) {
    const char* const begin = terms_.view().data();
    terms_.rest(static_cast<std::size_t>(held_ - begin), static_cast<std::size_t>(at_ - begin));
    held_ = at_;
  }
  const auto take = [this](std::size_t size) {
    const std::string_view bytes(at_, size);
    at_ += size;
    return bytes;
  };
  current_.term = take(get_uint(at_));
  current_.documents = static_cast<std::uint32_t>(get_uint(at_));
  current_.wdf_sum = get_uint(at_);
  current_.postings = take(get_uint(at_));
  return true;
}

TermMerge::TermMerge(const std::vector<const Run*>& runs, Spool Run::* terms) {
  readers_.reserve(runs.size());
  for (std::uint32_t n = 0; n < runs.size(); ++n) {
    auto& reader = readers_.emplace_back(runs[n]->*terms);
    if (reader.next()) heap_.push_back({ordered(beginning_of(reader.current().term)), n});
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
    head.beginning = ordered(beginning_of(reader.current().term));
    return false;
  });
  make_heap();
  return next();
}

bool TermMerge::is_less(const Head& a, const Head& b) const {
  if (a.beginning != b.beginning) return a.beginning < b.beginning;
  const int order = term_of(a).compare(term_of(b));
  return order != 0 ? order < 0 : a.run < b.run;
}

bool TermMerge::next() {
  parts_.clear();
  std::uint64_t beginning = 0;
  while (!heap_.empty()) {
    const auto& [first, run] = heap_.front();
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
    heap_.front().beginning = ordered(beginning_of(reader.current().term));
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
