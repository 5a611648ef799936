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

void Spool::rest() const {
  if (mapped_) ::madvise(mapped_.get(), mapped_.get_deleter().size, MADV_DONTNEED);
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
  return postings.memory() + lengths.memory() + term_lists.memory() + slots.memory() + data.memory() +
         values.memory() + places.memory();
}

std::expected<void, Error> Run::move_to_file(const std::string& directory) {
  for (Spool* spool : std::array{&postings, &lengths, &term_lists, &slots, &data, &values, &places}) {
    if (auto moved = spool->move_to_file(directory); !moved) return moved;
  }
  return {};
}

TermReader::TermReader(const Run& run)
    : at_(run.postings.view().data()), end_(at_ + run.postings.view().size()) {}

bool TermReader::next() {
  if (at_ == end_) return false;
  const auto take = [this](std::size_t size) {
    const std::string_view bytes(at_, size);
    at_ += size;
    return bytes;
  };
  current_.term = take(get_uint(at_));
  current_.documents = static_cast<std::uint32_t>(get_uint(at_));
  const auto posting_bytes = get_uint(at_), position_bytes = get_uint(at_);
  current_.postings = take(posting_bytes);
  current_.positions = take(position_bytes);
  return true;
}

TermMerge::TermMerge(const std::vector<const Run*>& runs) {
  for (std::uint32_t n = 0; n < runs.size(); ++n) push({TermReader(*runs[n]), n});
}

bool TermMerge::is_later(const Cursor& a, const Cursor& b) {
  const int order = a.reader.current().term.compare(b.reader.current().term);
  return order > 0 || (order == 0 && a.run > b.run);
}

void TermMerge::push(Cursor cursor) {
  if (!cursor.reader.next()) return;
  heap_.push_back(cursor);
  std::ranges::push_heap(heap_, is_later);
}

bool TermMerge::next() {
  parts_.clear();
  while (!heap_.empty() && (parts_.empty() || heap_.front().reader.current().term == term())) {
    std::ranges::pop_heap(heap_, is_later);
    const auto cursor = heap_.back();
    heap_.pop_back();
    parts_.push_back({cursor.run, cursor.reader.current()});
    push(cursor);
  }
  return !parts_.empty();
}

}  // namespace dateline::glass
