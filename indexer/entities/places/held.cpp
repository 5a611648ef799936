#include "indexer/entities/places/held.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace dateline {
namespace {

std::unexpected<Error> io_error(std::string_view what, const std::string& path) {
  return std::unexpected(make_error(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                                    "{} cannot be {}: {}", quoted(path), what,
                                    std::generic_category().message(errno)));
}

/// Closes a file at the end of a scope.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::expected<HeldGazetteer, Error> hold_built_in_gazetteer() {
  const auto gazetteer = Gazetteer::open(built_in_gazetteer());
  if (!gazetteer) return std::unexpected(gazetteer.error());
  return HeldGazetteer{.gazetteer = *gazetteer, .memory = nullptr};
}

std::expected<HeldGazetteer, Error> hold_gazetteer(std::string bytes) {
  const auto memory = std::make_shared<const std::string>(std::move(bytes));
  const auto gazetteer = Gazetteer::open(*memory);
  if (!gazetteer) return std::unexpected(gazetteer.error());
  return HeldGazetteer{.gazetteer = *gazetteer, .memory = memory};
}

std::expected<HeldGazetteer, Error> map_gazetteer(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status{};
  if (file.number < 0 || ::fstat(file.number, &status) != 0) return io_error("read", path);
  const auto bytes = static_cast<std::size_t>(status.st_size);
  if (bytes == 0) return hold_gazetteer("");
  void* const start = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (start == MAP_FAILED) return io_error("mapped", path);
  const std::shared_ptr<const void> memory(
      start, [bytes](const void* at) { ::munmap(const_cast<void*>(at), bytes); });
  const auto gazetteer = Gazetteer::open({static_cast<const char*>(start), bytes});
  if (!gazetteer) {
    return std::unexpected(make_error(gazetteer.error().code, "{}: {}", path, gazetteer.error().message));
  }
  return HeldGazetteer{.gazetteer = *gazetteer, .memory = memory};
}

std::expected<void, Error> save_gazetteer(const std::string& path, std::string_view bytes) {
  const auto beside = path + ".new";
  {
    constexpr int kMode = 0644;
    const Descriptor file{::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode)};
    const bool written = file.number >= 0 && write_all(file.number, bytes) && ::fsync(file.number) == 0;
    if (!written) return io_error("written", beside);
  }
  if (std::rename(beside.c_str(), path.c_str()) != 0) return io_error("written", path);
  return {};
}

}  // namespace dateline
