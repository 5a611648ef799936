#include "indexer/section_file.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

namespace dateline {
namespace {

struct Header {
  std::array<char, 32> magic{};
  std::array<char, 40> uuid{};
  std::uint64_t revision = 0;
  std::uint64_t size = 0;  ///< of the file
  std::uint64_t sections = 0;
  std::uint64_t checksum = 0;  ///< of this header with 0 here and the list of sections behind it
};

Header header_of(std::string_view magic, std::size_t sections, std::string_view uuid) {
  Header header;
  const auto copy = [](std::string_view text, auto& bytes) {
    std::ranges::copy(text.substr(0, bytes.size()), bytes.begin());
  };
  copy(magic, header.magic);
  copy(uuid, header.uuid);
  header.sections = sections;
  return header;
}

Error io_error(const std::string& path, std::string_view what) {
  return make_error(ErrorCode::kIo, "{} cannot be {}: {}", quoted(path), what, std::strerror(errno));
}

/// `sections` are as many as `header` says.
std::uint64_t checksum_of(Header header, const void* sections) {
  header.checksum = 0;
  const auto checksum = libdeflate_crc32(0, &header, sizeof header);
  return libdeflate_crc32(checksum, sections, header.sections * sizeof(Section));
}

/// The header of a file, if that is what was written.
std::optional<Header> whole_header(std::string_view file) {
  Header header;
  if (file.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, file.data(), sizeof header);
  const auto behind = file.substr(sizeof header);
  const bool is_whole = header.size == file.size() && header.sections <= behind.size() / sizeof(Section) &&
                        header.checksum == checksum_of(header, behind.data());
  return is_whole ? std::optional(header) : std::nullopt;
}

/// Tells the system what comes for the pages that the bytes of a mapped file stand on.
void advise(std::string_view mapped, int advice) {
  static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<std::uintptr_t>(mapped.data());
  const auto first = begin / page * page;
  ::madvise(reinterpret_cast<void*>(first), begin + mapped.size() - first, advice);
}

/// Lets the process not count what of a mapped file has been read once: it stays in the page cache.
void give_back(std::string_view mapped) { advise(mapped, MADV_DONTNEED); }

/// Whether a byte of a mapped file is there faster than any disk gives it. To ask the system for megabytes
/// that it has takes longer than to look, and mincore() tells the file's owner alone.
bool is_in_memory(const char* byte) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::microseconds kFasterThanDisks{20};
  const auto begun = Clock::now();
  static_cast<void>(*static_cast<const volatile char*>(byte));
  return Clock::now() - begun < kFasterThanDisks;
}

Section section_of(std::string_view file, std::size_t number) {
  Section section;
  std::memcpy(&section, file.data() + sizeof(Header) + number * sizeof section, sizeof section);
  return section;
}

}  // namespace

SectionWriter::SectionWriter(std::string path, std::string_view magic, std::size_t sections)
    : path_(std::move(path)),
      draft_(path_ + std::string(kDraftEnding)),
      magic_(magic),
      file_(std::fopen(draft_.c_str(), "wbe")),
      sections_(sections) {
  const std::string room(header_bytes(), '\0');
  write(room.data(), room.size());
}

SectionWriter::~SectionWriter() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  if (!is_finished_) ::unlink(draft_.c_str());
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
  flush();
  constexpr char kZeros[8] = {};
  write(kZeros, (8 - at_ % 8) % 8);
  current_ = number;
  sections_[number] = {.offset = at_};
}

void SectionWriter::append(const void* bytes, std::size_t size) {
  constexpr std::size_t kBufferBytes = 64 << 10;
  for (std::string_view left(static_cast<const char*>(bytes), size); !left.empty();) {
    const auto part = left.substr(0, kBufferBytes - buffer_.size());
    buffer_ += part;
    left.remove_prefix(part.size());
    if (buffer_.size() == kBufferBytes) flush();
  }
}

void SectionWriter::flush() {
  write(buffer_.data(), buffer_.size());
  auto& section = sections_[current_];
  section.bytes += buffer_.size();
  section.checksum =
      libdeflate_crc32(static_cast<std::uint32_t>(section.checksum), buffer_.data(), buffer_.size());
  buffer_.clear();
}

std::expected<void, Error> SectionWriter::finish(const Xapian::Database& database) {
  flush();
  auto header = header_of(magic_, sections_.size(), database.get_uuid());
  header.revision = database.get_revision();
  header.size = at_;
  header.checksum = checksum_of(header, sections_.data());
  good_ = good_ && std::fseek(file_, 0, SEEK_SET) == 0;
  write(&header, sizeof header);
  write(sections_.data(), sections_.size() * sizeof(Section));
  if (!good_ || std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0)
    return std::unexpected(io_error(draft_, "written"));
  if (::rename(draft_.c_str(), path_.c_str()) != 0) return std::unexpected(io_error(draft_, "renamed"));
  is_finished_ = true;
  return {};
}

std::expected<SectionFile, Error> SectionFile::open(const std::string& path, std::string_view magic,
                                                    std::size_t sections, std::string_view uuid) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno != ENOENT) return std::unexpected(io_error(path, "opened"));
  if (descriptor < 0)
    return std::unexpected(make_error(ErrorCode::kNotFound, "there is no {}", quoted(path)));
  struct stat status{};
  const bool known = ::fstat(descriptor, &status) == 0;
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);  // fails if it is empty
  ::close(descriptor);
  SectionFile file(mapped == MAP_FAILED ? std::string_view()
                                        : std::string_view(static_cast<const char*>(mapped), size));
  const auto header = whole_header(file.bytes_);
  if (!header) {
    return std::unexpected(make_error(ErrorCode::kCorrupt,
                                      "{} is damaged, or of another version of this program", quoted(path)));
  }
  const auto wanted = header_of(magic, sections, uuid);
  if (header->magic != wanted.magic || header->uuid != wanted.uuid || header->sections != sections) {
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} belongs to another index or version", quoted(path)));
  }
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
  const auto section = section_of(bytes_, number);
  return bytes_.substr(section.offset, section.bytes);
}

void SectionFile::expect_few_of(std::size_t number) const {
  if (const auto bytes = bytes_of(number); !bytes.empty()) advise(bytes, MADV_RANDOM);
}

void SectionFile::fetch(std::string_view bytes) {
  constexpr std::size_t kPiece = 128 << 10;  // of a larger one Linux reads no more than it reads ahead
  if (bytes.empty() || is_in_memory(&bytes.back())) return;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPiece)))
    advise(bytes.substr(0, kPiece), MADV_WILLNEED);
}

bool SectionFile::is_whole(std::size_t number) const {
  constexpr std::size_t kAtOnce = 4 << 20;
  std::uint32_t checksum = 0;
  for (auto rest = bytes_of(number); !rest.empty(); rest.remove_prefix(std::min(rest.size(), kAtOnce))) {
    const auto part = rest.substr(0, kAtOnce);
    checksum = libdeflate_crc32(checksum, part.data(), part.size());
    give_back(part);
  }
  return checksum == section_of(bytes_, number).checksum;
}

std::vector<std::size_t> SectionFile::damaged() const {
  Header header;
  std::memcpy(&header, bytes_.data(), sizeof header);
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < header.sections; ++number) {
    if (!is_whole(number)) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace dateline
