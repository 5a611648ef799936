// Files beside the tables of a generation that a search maps into memory: arrays of numbers behind a header
// that says which revision of the database they were made of, where every array stands and its checksum.
// Numbers are in this machine's byte order; every array begins at a multiple of 8 bytes.
#pragma once

#include <cstdint>
#include <cstdio>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"

namespace Xapian {
class Database;
}

namespace dateline {

struct FileOnDisk;

/// What the name of a draft ends with.
inline constexpr std::string_view kDraftEnding = ".new";

/// Where a section stands in its file, and its CRC-32.
struct Section {
  std::uint64_t offset = 0, bytes = 0, checksum = 0;
};

/// Writes such a file section by section. An error is kept until finish().
class SectionWriter {
 public:
  /// Begins the file at `path`, which stays as it is until finish(), beside it as a draft, which is removed
  /// without finish(). `magic` has at most 32 bytes.
  SectionWriter(std::string path, std::string_view magic, std::size_t sections);
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  /// Begins section `number`, which lasts until the next one begins.
  void begin(std::size_t number);
  void append(const void* bytes, std::size_t size);

  template <typename Numbers>
  void section(std::size_t number, const Numbers& numbers) {
    begin(number);
    append(std::data(numbers), std::size(numbers) * sizeof numbers[0]);
  }

  /// Reads what was appended to a section before the one that was begun last. Several threads may at once
  /// while nothing is written. False if it cannot be read.
  bool read(std::size_t number, std::uint64_t offset, void* bytes, std::size_t size) const;

  /// Makes the file durable and puts it in the place of the one that is there, as made of `database`.
  /// Errors: kIo  it cannot be written
  std::expected<void, Error> finish(const Xapian::Database& database);

 private:
  std::size_t header_bytes() const;
  void flush();
  void write(const void* bytes, std::size_t size);

  std::string path_, draft_, magic_;
  std::FILE* file_;
  std::vector<Section> sections_;
  std::size_t current_ = 0;
  std::string buffer_;                ///< the end of the section, still to be written
  std::uint64_t at_ = 0, asked_ = 0;  ///< written, and asked of the disk
  bool good_ = true, is_finished_ = false;
};

/// Such a file, mapped into memory.
class SectionFile {
 public:
  /// Maps the file at `path` if it has its length and was made of the database with this uuid, at any
  /// revision. Its header is compared with its checksum, the sections are not: see are_whole().
  /// Errors: kNotFound  there is none, it is of another database or of another version of this program
  ///         kCorrupt   it is damaged, or of a version that had other headers
  ///         kIo        it cannot be opened
  static std::expected<SectionFile, Error> open(const std::string& path, std::string_view magic,
                                                std::size_t sections, std::string_view uuid);

  SectionFile(SectionFile&& other) noexcept;
  SectionFile& operator=(SectionFile&& other) noexcept;
  ~SectionFile();

  std::uint64_t revision() const;  ///< of the database when the file was made

  /// Tells the system that a section is read in small pieces here and there: see mapped_bytes.h.
  void expect_few_of(std::size_t number) const;

  /// Whether the bytes of `count` sections from `first` on are those that were written. Who asks first of a
  /// section reads it, 7 GB a second of what is in memory and else as fast as the disk is; who asks of the
  /// same section meanwhile waits for that. What was found is known at once to all that map the file, but for
  /// those that map it after this process forgot it: it remembers a hundred files. Any thread.
  bool are_whole(std::size_t first, std::size_t count) const;
  bool is_whole(std::size_t number) const { return are_whole(number, 1); }

  /// The sections, by number, that are not what was written, as read anew.
  std::vector<std::size_t> damaged() const;

  /// The numbers of a section; those of a section that was not written are none.
  template <typename Number>
  std::span<const Number> section(std::size_t number) const {
    const auto bytes = bytes_of(number);
    return {reinterpret_cast<const Number*>(bytes.data()), bytes.size() / sizeof(Number)};
  }

 private:
  struct Verdicts;
  explicit SectionFile(std::string_view bytes) : bytes_(bytes) {}
  std::shared_ptr<Verdicts> known_verdicts(const FileOnDisk& file) const;
  void find_out(std::size_t first, std::size_t count) const;
  bool has_its_checksum(std::size_t number) const;
  std::size_t sections() const;
  std::string_view bytes_of(std::size_t number) const;
  std::string_view bytes_;              ///< the whole file
  std::shared_ptr<Verdicts> verdicts_;  ///< shared by all that map it
};

}  // namespace dateline
