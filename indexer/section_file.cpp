#include "indexer/section_file.h"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>
#include <utility>

#include "indexer/file_on_disk.h"
#include "indexer/mapped_bytes.h"

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

Header header_in(std::string_view file) {
  Header header;
  std::memcpy(&header, file.data(), sizeof header);
  return header;
}

/// The header of a file, if that is what was written.
std::optional<Header> whole_header(std::string_view file) {
  if (file.size() < sizeof(Header)) return std::nullopt;
  const auto header = header_in(file);
  const auto behind = file.substr(sizeof header);
  const bool is_whole = header.size == file.size() && header.sections <= behind.size() / sizeof(Section) &&
                        header.checksum == checksum_of(header, behind.data());
  return is_whole ? std::optional(header) : std::nullopt;
}

Section section_of(std::string_view file, std::size_t number) {
  Section section;
  std::memcpy(&section, file.data() + sizeof(Header) + number * sizeof section, sizeof section);
  return section;
}

constexpr std::size_t kReadAtOnce = 4 << 20;

}  // namespace

/// What was found of the sections of a file.
struct SectionFile::Verdicts {
  enum Verdict : std::uint8_t { kUnknown, kWhole, kDamaged };
  struct OnSection {
    std::mutex looking;
    std::atomic<Verdict> verdict = kUnknown;
  };
  explicit Verdicts(std::size_t sections) : on_sections(sections) {}

  std::vector<OnSection> on_sections;
};

SectionWriter::SectionWriter(std::string path, std::string_view magic, std::size_t sections)
    : path_(std::move(path)),
      draft_(path_ + std::string(kDraftEnding)),
      magic_(magic),
      file_(std::fopen(draft_.c_str(), "w+be")),
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

bool SectionWriter::read(std::size_t number, std::uint64_t offset, void* bytes, std::size_t size) const {
  const auto& section = sections_[number];
  const bool is_there = offset <= section.bytes && size <= section.bytes - offset;
  if (!is_there || file_ == nullptr || std::fflush(file_) != 0) return false;
  auto* at = static_cast<char*>(bytes);
  offset += section.offset;
  while (size > 0) {
    const auto read = ::pread(::fileno(file_), at, size, static_cast<off_t>(offset));
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) return false;
    at += read;
    offset += static_cast<std::uint64_t>(read);
    size -= static_cast<std::size_t>(read);
  }
  return true;
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
  expect_few_in(file.bytes_);  // of the header
  const auto header = whole_header(file.bytes_);
  expect_many_in(file.bytes_);
  if (!header) {
    return std::unexpected(make_error(ErrorCode::kCorrupt,
                                      "{} is damaged, or of another version of this program", quoted(path)));
  }
  const auto wanted = header_of(magic, sections, uuid);
  if (header->magic != wanted.magic || header->uuid != wanted.uuid || header->sections != sections) {
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} belongs to another index or version", quoted(path)));
  }
  file.verdicts_ = file.known_verdicts(FileOnDisk::of(status));
  return file;
}

/// A file that takes the number of one that was removed, within the same tick of the clock, has another
/// header.
std::shared_ptr<SectionFile::Verdicts> SectionFile::known_verdicts(const FileOnDisk& file) const {
  constexpr std::size_t kMostFiles = 100;
  static std::mutex mutex;
  static std::map<std::tuple<FileOnDisk, std::size_t, std::uint64_t>, std::shared_ptr<Verdicts>> known;
  const auto header = header_in(bytes_);
  const std::scoped_lock lock(mutex);
  if (known.size() >= kMostFiles) known.clear();
  auto& verdicts = known[{file, header.sections, header.checksum}];
  if (!verdicts) verdicts = std::make_shared<Verdicts>(header.sections);
  return verdicts;
}

SectionFile::SectionFile(SectionFile&& other) noexcept
    : bytes_(std::exchange(other.bytes_, {})), verdicts_(std::move(other.verdicts_)) {}

SectionFile& SectionFile::operator=(SectionFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(verdicts_, other.verdicts_);
  return *this;
}

SectionFile::~SectionFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

std::uint64_t SectionFile::revision() const { return header_in(bytes_).revision; }

std::size_t SectionFile::sections() const { return verdicts_->on_sections.size(); }

std::string_view SectionFile::bytes_of(std::size_t number) const {
  const auto section = section_of(bytes_, number);
  return bytes_.substr(section.offset, section.bytes);
}

void SectionFile::expect_few_of(std::size_t number) const { expect_few_in(bytes_of(number)); }

bool SectionFile::are_whole(std::size_t first, std::size_t count) const {
  const auto verdicts = std::span(verdicts_->on_sections).subspan(first, count);
  const auto is_any = [&](Verdicts::Verdict wanted) {
    return std::ranges::any_of(verdicts, [&](const auto& known) { return known.verdict == wanted; });
  };
  if (is_any(Verdicts::kUnknown)) find_out(first, count);
  return !is_any(Verdicts::kDamaged);
}

void SectionFile::find_out(std::size_t first, std::size_t count) const {
  auto& known = verdicts_->on_sections;
  for (auto number = first; number < first + count; ++number) {
    if (known[number].verdict == Verdicts::kUnknown) begin_to_read(bytes_of(number).substr(0, kReadAtOnce));
  }
  for (auto number = first; number < first + count; ++number) {
    const std::scoped_lock lock(known[number].looking);
    if (known[number].verdict == Verdicts::kUnknown)
      known[number].verdict = has_its_checksum(number) ? Verdicts::kWhole : Verdicts::kDamaged;
  }
}

/// Reads ahead of looking, but for the first part.
bool SectionFile::has_its_checksum(std::size_t number) const {
  std::uint32_t checksum = 0;
  for (auto rest = bytes_of(number); !rest.empty();) {
    const auto part = rest.substr(0, kReadAtOnce);
    rest.remove_prefix(part.size());
    begin_to_read(rest.substr(0, kReadAtOnce));
    checksum = libdeflate_crc32(checksum, part.data(), part.size());
    give_back(part);
  }
  return checksum == section_of(bytes_, number).checksum;
}

std::vector<std::size_t> SectionFile::damaged() const {
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < sections(); ++number) {
    begin_to_read(bytes_of(number).substr(0, kReadAtOnce));
    if (!has_its_checksum(number)) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace dateline
