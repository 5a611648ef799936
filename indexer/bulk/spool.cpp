#include "indexer/bulk/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace dateline::glass {
namespace {

/// A file without a name in `directory`; less than 0 if there is none.
int make_file(const std::string& directory) {
  std::string path = directory + "/run-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file >= 0) ::unlink(path.c_str());
  return file;
}

bool write_all(int file, std::string_view bytes, std::uint64_t begin) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<::off_t>(begin));
    if (written < 0 && errno != EINTR) return false;
    if (written <= 0) continue;
    bytes.remove_prefix(static_cast<std::size_t>(written));
    begin += static_cast<std::uint64_t>(written);
  }
  return true;
}

}  // namespace

SpoolFile::~SpoolFile() {
  if (file_ >= 0) ::close(file_);
}

std::expected<std::uint64_t, Error> SpoolFile::append(std::string_view bytes) {
  std::unique_lock lock(mutex_);
  if (file_ < 0) file_ = make_file(directory_);
  const auto begin = size_;
  size_ += bytes.size();
  const int file = file_;
  int number = errno;  // of a file that cannot be made
  lock.unlock();
  if (file >= 0) {
    if (write_all(file, bytes, begin)) return begin;
    number = errno;
  }
  return std::unexpected(make_error(ErrorCode::kIo, "a sorting file in {} cannot be written: {}",
                                    quoted(directory_), std::strerror(number)));
}

void SpoolFile::read(std::uint64_t begin, std::span<char> out) const {
  while (!out.empty()) {
    const auto got = ::pread(file_, out.data(), out.size(), static_cast<::off_t>(begin));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      const int number = got < 0 ? errno : EIO;
      throw std::system_error(number, std::generic_category(),
                              "a sorting file in " + quoted(directory_) + " cannot be read");
    }
    out = out.subspan(static_cast<std::size_t>(got));
    begin += static_cast<std::uint64_t>(got);
  }
}

std::expected<void, Error> Spool::move_to(SpoolFile& file) {
  if (bytes_.size() == 0) return {};
  const auto begin = file.append(bytes_.view());
  if (!begin) return std::unexpected(begin.error());
  file_ = &file;
  begin_ = *begin;
  bytes_ = Buffer();
  return {};
}

SpoolReader::SpoolReader(const Spool& spool, std::size_t begin, std::size_t window)
    : spool_(&spool), window_bytes_(window) {
  if (spool.file_ != nullptr) {
    unread_ = spool.size_ - begin;
  } else {
    at_ = spool.bytes_.data() + begin;
    end_ = spool.bytes_.data() + spool.size_;
  }
}

/// Reads on so that `least` bytes, or all there are, stand from at_ on.
void SpoolReader::read_window(std::size_t least) {
  const auto held = static_cast<std::size_t>(end_ - at_);
  const auto size = std::min(std::max(least, window_bytes_), held + unread_);
  auto window = std::make_unique_for_overwrite<char[]>(size);
  if (held > 0) std::memcpy(window.get(), at_, held);
  spool_->file_->read(spool_->begin_ + spool_->size_ - unread_, {window.get() + held, size - held});
  unread_ -= size - held;
  if (at_ != window_.get()) before_ = std::move(window_);
  window_ = std::move(window);
  at_ = window_.get();
  end_ = at_ + size;
}

}  // namespace dateline::glass
