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
  return postings.memory() + lengths.memory() + term_lists.memory() + slots.memory() + data.memory() +
         values.memory();
}

std::expected<void, Error> Run::move_to_file(const std::string& directory) {
  for (Spool* spool : std::array{&postings, &lengths, &term_lists, &slots, &data, &values}) {
    if (auto moved = spool->move_to_file(directory); !moved) return moved;
  }
  return {};
}

TermMerge::TermMerge(const std::vector<const Run*>& runs) {
  for (std::uint32_t n = 0; n < runs.size(); ++n) {
    const auto bytes = runs[n]->postings.view();
    push({.at = bytes.data(), .end = bytes.data() + bytes.size(), .run = n});
  }
}

/// Reads the next term of one run; false at its end.
bool TermMerge::Cursor::advance() {
  if (at == end) return false;
  const auto take = [this](std::size_t size) {
    const std::string_view bytes(at, size);
    at += size;
    return bytes;
  };
  current.term = take(get_uint(at));
  current.documents = static_cast<std::uint32_t>(get_uint(at));
  const auto posting_bytes = get_uint(at), position_bytes = get_uint(at);
  current.postings = take(posting_bytes);
  current.positions = take(position_bytes);
  return true;
}

void TermMerge::push(Cursor cursor) {
  if (!cursor.advance()) return;
  heap_.push_back(cursor);
  std::ranges::push_heap(heap_, [](const Cursor& a, const Cursor& b) {
    const int order = a.current.term.compare(b.current.term);
    return order > 0 || (order == 0 && a.run > b.run);
  });
}

bool TermMerge::next() {
  parts_.clear();
  while (!heap_.empty() && (parts_.empty() || heap_.front().current.term == term())) {
    std::ranges::pop_heap(heap_, [](const Cursor& a, const Cursor& b) {
      const int order = a.current.term.compare(b.current.term);
      return order > 0 || (order == 0 && a.run > b.run);
    });
    const auto cursor = heap_.back();
    heap_.pop_back();
    parts_.push_back({cursor.run, cursor.current});
    push(cursor);
  }
  return !parts_.empty();
}

}  // namespace dateline::glass
