#include "indexer/bulk/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dateline::glass {
namespace {

constexpr std::size_t kBufferBytes = 1 << 20;

Error io_error(const std::string& path, std::string_view what, int number) {
  return make_error(ErrorCode::kIo, "{} cannot be {}: {}", quoted(path), what, std::strerror(number));
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) remember_failure("made");
  buffer_.reserve(kBufferBytes);
}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
}

void OutputFile::write(std::string_view bytes) {
  size_ += bytes.size();
  if (buffer_.size() + bytes.size() > kBufferBytes) flush();
  buffer_ += bytes;
}

void OutputFile::flush() {
  std::string_view left = buffer_;
  while (!left.empty() && failure_.empty()) {
    const auto written = ::write(file_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      remember_failure("written");
    }
  }
  buffer_.clear();
  // Lets the disk begin, so that close() has little left to wait for; whether it does is close()'s to find
  // out.
  ::sync_file_range(file_, 0, 0, SYNC_FILE_RANGE_WRITE);
}

void OutputFile::remember_failure(std::string_view what) {
  if (failure_.empty()) failure_ = io_error(path_, what, errno).message;
}

std::expected<void, Error> OutputFile::close(bool sync) {
  flush();
  if (failure_.empty() && sync && ::fsync(file_) != 0) remember_failure("synced");
  if (file_ >= 0 && ::close(std::exchange(file_, -1)) != 0) remember_failure("closed");
  if (!failure_.empty()) return std::unexpected(Error{ErrorCode::kIo, failure_});
  return {};
}

std::expected<void, Error> sync_directory(const std::string& directory) {
  const int file = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return std::unexpected(io_error(directory, "opened", errno));
  const bool synced = ::fsync(file) == 0;
  const int number = errno;
  ::close(file);
  if (!synced) return std::unexpected(io_error(directory, "synced", number));
  return {};
}

}  // namespace dateline::glass
