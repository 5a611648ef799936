#include "indexer/section_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

struct Header {
  std::array<char, 32> magic{};
  std::array<char, 40> uuid{};
  std::uint64_t revision = 0;
  std::uint64_t size = 0;  ///< of the file
  std::uint64_t sections = 0;
};

struct Place {
  std::uint64_t offset = 0, bytes = 0;
};

Header header_of(std::string_view magic, std::size_t sections, const Xapian::Database& database) {
  Header header;
  const auto copy = [](std::string_view text, auto& bytes) {
    std::ranges::copy(text.substr(0, bytes.size()), bytes.begin());
  };
  copy(magic, header.magic);
  copy(database.get_uuid(), header.uuid);
  header.revision = database.get_revision();
  header.sections = sections;
  return header;
}

Error io_error(const std::string& path, std::string_view what) {
  return make_error(ErrorCode::kIo, "{} cannot be {}: {}", quoted(path), what, std::strerror(errno));
}

Place place_of(std::string_view file, std::size_t number) {
  Place place;
  std::memcpy(&place, file.data() + sizeof(Header) + number * sizeof place, sizeof place);
  return place;
}

bool is_sound(std::string_view file, const Header& header) {
  if (header.size != file.size()) return false;
  for (std::size_t n = 0; n < header.sections; ++n) {
    const auto place = place_of(file, n);
    if (place.offset % 8 != 0 || place.offset > file.size() || place.bytes > file.size() - place.offset)
      return false;
  }
  return true;
}

}  // namespace

SectionWriter::SectionWriter(std::string path, std::string_view magic, std::size_t sections)
    : path_(std::move(path)),
      draft_(path_ + ".new"),
      magic_(magic),
      file_(std::fopen(draft_.c_str(), "wbe")),
      sections_(sections) {
  const std::string room(header_bytes(), '\0');
  write(room.data(), room.size());
}

SectionWriter::~SectionWriter() {
  if (file_ != nullptr) std::fclose(file_);
}

std::size_t SectionWriter::header_bytes() const {
  return sizeof(Header) + sections_.size() * sizeof(Section);
}

void SectionWriter::write(const void* bytes, std::size_t size) {
  if (size > 0) good_ = good_ && file_ != nullptr && std::fwrite(bytes, 1, size, file_) == size;
  at_ += size;
  constexpr std::uint64_t kStep = 1 << 20;
  if (!good_ || at_ - asked_ < kStep) return;
  // Lets the disk begin, so that finish() has little left to wait for.
  ::sync_file_range(::fileno(file_), 0, 0, SYNC_FILE_RANGE_WRITE);
  asked_ = at_;
}

void SectionWriter::begin(std::size_t number) {
  constexpr char kZeros[8] = {};
  write(kZeros, (8 - at_ % 8) % 8);
  current_ = number;
  sections_[number] = {at_, 0};
}

void SectionWriter::append(const void* bytes, std::size_t size) {
  write(bytes, size);
  sections_[current_].bytes += size;
}

std::expected<void, Error> SectionWriter::finish(const Xapian::Database& database) {
  auto header = header_of(magic_, sections_.size(), database);
  header.size = at_;
  good_ = good_ && std::fseek(file_, 0, SEEK_SET) == 0;
  write(&header, sizeof header);
  write(sections_.data(), sections_.size() * sizeof(Section));
  if (!good_ || std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0)
    return std::unexpected(io_error(draft_, "written"));
  if (::rename(draft_.c_str(), path_.c_str()) != 0) return std::unexpected(io_error(draft_, "renamed"));
  return {};
}

std::expected<SectionFile, Error> SectionFile::open(const std::string& path, std::string_view magic,
                                                    std::size_t sections, const Xapian::Database& database) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return std::unexpected(make_error(ErrorCode::kNotFound, "there is no {}", quoted(path)));
  const auto wanted = header_of(magic, sections, database);
  struct stat status{};
  const bool known = ::fstat(descriptor, &status) == 0;
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  const bool is_long = size >= sizeof(Header) + sections * sizeof(Place);
  void* const mapped = is_long ? ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
  ::close(descriptor);
  const auto damaged = make_error(ErrorCode::kCorrupt, "{} is damaged", quoted(path));
  if (mapped == MAP_FAILED) return std::unexpected(damaged);
  SectionFile file(std::string_view(static_cast<const char*>(mapped), size));
  Header header;
  std::memcpy(&header, mapped, sizeof header);
  if (header.magic != wanted.magic || header.uuid != wanted.uuid || header.sections != sections) {
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} belongs to another index or version", quoted(path)));
  }
  if (!is_sound(file.bytes_, header)) return std::unexpected(damaged);
  return file;
}

SectionFile::SectionFile(SectionFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

SectionFile& SectionFile::operator=(SectionFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

SectionFile::~SectionFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

std::uint64_t SectionFile::revision() const {
  Header header;
  std::memcpy(&header, bytes_.data(), sizeof header);
  return header.revision;
}

std::string_view SectionFile::bytes_of(std::size_t number) const {
  const auto place = place_of(bytes_, number);
  return bytes_.substr(place.offset, place.bytes);
}

}  // namespace dateline
