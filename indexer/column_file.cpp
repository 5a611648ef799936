#include "indexer/column_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace dateline {
namespace {

constexpr std::string_view kMagic = "Dateline columns 1\n";
constexpr std::size_t kArticleSections = 4;  // lengths, published, days, present
constexpr std::size_t kFacetSections = 4;    // begin of terms, terms, begin of values, values
constexpr std::size_t kSections = kArticleSections + kFacetSections * kFields.size();

struct Section {
  std::uint64_t offset = 0, bytes = 0;
};

struct Header {
  std::array<char, 32> magic{};
  std::array<char, 40> uuid{};
  std::uint64_t revision = 0;
  std::uint64_t size = 0;  ///< of the file
  std::array<Section, kSections> sections{};
};

Header header_of(const Xapian::Database& database) {
  Header header;
  std::ranges::copy(kMagic, header.magic.begin());
  const auto uuid = database.get_uuid();
  std::ranges::copy_n(uuid.begin(), static_cast<std::ptrdiff_t>(std::min(uuid.size(), header.uuid.size())),
                      header.uuid.begin());
  header.revision = database.get_revision();
  return header;
}

std::string path_of(const std::string& generation) { return generation + "/columns"; }

Error io_error(const std::string& path, std::string_view what) {
  return make_error(ErrorCode::kIo, "{} cannot be {}: {}", quoted(path), what, std::strerror(errno));
}

/// A file being written; an error is kept until close().
class Output {
 public:
  explicit Output(const std::string& path) : file_(std::fopen(path.c_str(), "wbe")) {}
  ~Output() {
    if (file_ != nullptr) std::fclose(file_);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(const void* bytes, std::size_t size) {
    good_ = good_ && file_ != nullptr && std::fwrite(bytes, 1, size, file_) == size;
    at_ += size;
  }

  template <typename Numbers>
  Section section(const Numbers& numbers) {
    constexpr char kZeros[8] = {};
    write(kZeros, (8 - at_ % 8) % 8);
    const Section written{at_, numbers.size() * sizeof numbers[0]};
    write(numbers.data(), written.bytes);
    return written;
  }

  std::uint64_t at() const { return at_; }

  /// Puts the header in its place and makes all of it durable.
  bool finish(const Header& header) {
    good_ = good_ && std::fseek(file_, 0, SEEK_SET) == 0;
    write(&header, sizeof header);
    return good_ && std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
  }

 private:
  std::FILE* file_;
  std::uint64_t at_ = 0;
  bool good_ = true;
};

template <typename Value, typename Decode>
void read_slot(const Xapian::Database& database, Slot slot, std::vector<Value>& column, Decode decode) {
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    if (const auto decoded = decode(*value)) {
      column[value.get_docid()] = static_cast<Value>(decoded->time_since_epoch().count());
    }
  }
}

bool is_sound(const Header& header, std::size_t size) {
  return header.size == size && std::ranges::all_of(header.sections, [&](const Section& section) {
           return section.offset % 8 == 0 && section.offset <= size && section.bytes <= size - section.offset;
         });
}

}  // namespace

ArticleValues read_articles(const Xapian::Database& database) {
  const std::size_t size = static_cast<std::size_t>(database.get_lastdocid()) + 1;
  ArticleValues articles;
  articles.lengths.resize(size);
  articles.published.assign(size, kNoInstant);
  articles.days.assign(size, kNoDay);
  articles.present.resize(size / 64 + 1);
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const auto document = *posting;
    articles.lengths[document] = posting.get_doclength();
    articles.present[document / 64] |= std::uint64_t{1} << (document % 64);
  }
  read_slot(database, kPublishedSlot, articles.published, decode_instant);
  read_slot(database, kDaySlot, articles.days, decode_day);
  return articles;
}

FacetValues read_facet(const Xapian::Database& database, Field field) {
  const std::string prefix(spec(field).exact_prefix);
  FacetValues facet;
  std::vector<std::pair<DocId, std::uint32_t>> pairs;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto name = *term;
    // A longer prefix, which goes on with a capital letter, is another field's.
    if (name.size() > prefix.size() && name[prefix.size()] >= 'A' && name[prefix.size()] <= 'Z') continue;
    const auto number = static_cast<std::uint32_t>(facet.term_begin.size());
    facet.term_begin.push_back(static_cast<std::uint32_t>(facet.term_bytes.size()));
    facet.term_bytes += name;
    for (auto posting = database.postlist_begin(name); posting != database.postlist_end(name); ++posting) {
      pairs.emplace_back(*posting, number);
    }
  }
  facet.term_begin.push_back(static_cast<std::uint32_t>(facet.term_bytes.size()));
  // Counting sort by docid: the pairs come in order of value, so each article's values stay in that order.
  facet.begin.assign(static_cast<std::size_t>(database.get_lastdocid()) + 2, 0);
  for (const auto& [document, number] : pairs) ++facet.begin[document + 1];
  for (std::size_t n = 1; n < facet.begin.size(); ++n) facet.begin[n] += facet.begin[n - 1];
  facet.values.resize(pairs.size());
  auto next = facet.begin;
  for (const auto& [document, number] : pairs) facet.values[next[document]++] = number;
  return facet;
}

std::expected<void, Error> ColumnFile::write(const std::string& generation,
                                             const Xapian::Database& database) {
  const auto path = path_of(generation), draft = path + ".new";
  Output output(draft);
  auto header = header_of(database);
  output.write(&header, sizeof header);
  {
    const auto articles = read_articles(database);
    header.sections[0] = output.section(articles.lengths);
    header.sections[1] = output.section(articles.published);
    header.sections[2] = output.section(articles.days);
    header.sections[3] = output.section(articles.present);
  }
  for (const auto& row : kFields) {
    if (row.facet.empty()) continue;
    const auto facet = read_facet(database, row.field);
    auto* const sections =
        &header.sections[kArticleSections + kFacetSections * static_cast<std::size_t>(row.field)];
    sections[0] = output.section(facet.term_begin);
    sections[1] = output.section(facet.term_bytes);
    sections[2] = output.section(facet.begin);
    sections[3] = output.section(facet.values);
  }
  header.size = output.at();
  if (!output.finish(header)) return std::unexpected(io_error(draft, "written"));
  if (::rename(draft.c_str(), path.c_str()) != 0) return std::unexpected(io_error(draft, "renamed"));
  return {};
}

std::expected<ColumnFile, Error> ColumnFile::open(const std::string& generation,
                                                  const Xapian::Database& database) {
  const auto path = path_of(generation);
  const auto stale = [&] {
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} belongs to another revision of the index", quoted(path)));
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return std::unexpected(make_error(ErrorCode::kNotFound, "there is no {}", quoted(path)));
  struct stat status{};
  const bool known = ::fstat(descriptor, &status) == 0;
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* const mapped =
      size < sizeof(Header) ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  ::close(descriptor);
  const auto damaged = make_error(ErrorCode::kCorrupt, "{} is damaged", quoted(path));
  if (mapped == MAP_FAILED) return std::unexpected(damaged);
  ColumnFile file(std::string_view(static_cast<const char*>(mapped), size));
  Header header;
  std::memcpy(&header, mapped, sizeof header);
  const auto wanted = header_of(database);
  if (header.magic != wanted.magic || header.uuid != wanted.uuid || header.revision != wanted.revision)
    return stale();
  if (!is_sound(header, size)) return std::unexpected(damaged);
  if (file.articles().lengths.size() != static_cast<std::size_t>(database.get_lastdocid()) + 1)
    return stale();
  return file;
}

ColumnFile::ColumnFile(ColumnFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

ColumnFile& ColumnFile::operator=(ColumnFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

ColumnFile::~ColumnFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

template <typename Number>
std::span<const Number> ColumnFile::section(std::size_t number) const {
  Section section;
  std::memcpy(&section, bytes_.data() + offsetof(Header, sections) + number * sizeof section, sizeof section);
  return {reinterpret_cast<const Number*>(bytes_.data() + section.offset), section.bytes / sizeof(Number)};
}

ArticleColumns ColumnFile::articles() const {
  return {section<std::uint32_t>(0), section<std::int64_t>(1), section<std::int32_t>(2),
          section<std::uint64_t>(3)};
}

FacetColumn ColumnFile::facet(Field field) const {
  const auto first = kArticleSections + kFacetSections * static_cast<std::size_t>(field);
  const auto terms = section<char>(first + 1);
  return {{section<std::uint32_t>(first), std::string_view(terms.data(), terms.size())},
          section<std::uint32_t>(first + 2),
          section<std::uint32_t>(first + 3)};
}

}  // namespace dateline
