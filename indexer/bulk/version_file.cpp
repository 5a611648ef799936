#include "indexer/bulk/version_file.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "indexer/bulk/format.h"

namespace dateline::glass {
namespace {

constexpr std::size_t kUuidBytes = 16;
constexpr const char* kVersionFile = "/iamglass";

void append_root(std::string& out, const RootInfo& info, std::size_t block_size, std::uint32_t compress_min) {
  const bool empty = info.blocks == 0;
  append_uint(out, info.root);
  append_uint(out, info.level << 2 | 2u | (empty ? 1u : 0u));
  append_uint(out, info.entries);
  append_uint(out, block_size >> 11);
  append_uint(out, compress_min);
  std::string free_list;
  if (!empty) {
    for (const std::uint32_t n : {1u, info.blocks, 0u, 0u, 0u, 0u}) append_uint(free_list, n);
  }
  append_string(out, free_list);
}

/// Reads numbers from the beginning of what is left of bytes.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}

  /// The next uint if it has no more than 32 bits.
  std::optional<std::uint32_t> number() {
    constexpr unsigned kBits = 7, kMostBits = 32;
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < kMostBits && !left_.empty(); shift += kBits) {
      const auto byte = static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80)
        return number >> kMostBits == 0 ? std::optional(static_cast<std::uint32_t>(number)) : std::nullopt;
    }
    return std::nullopt;
  }

  bool skip(std::size_t bytes) {
    if (bytes > left_.size()) return false;
    left_.remove_prefix(bytes);
    return true;
  }

 private:
  std::string_view left_;
};

std::optional<Version::Root> read_root(Reader& reader) {
  constexpr std::uint32_t kMostLevels = 10;  ///< that Xapian has room for
  const auto block = reader.number(), level = reader.number(), entries = reader.number(),
             block_size = reader.number(), compress_min = reader.number(), free_list = reader.number();
  if (!entries || !compress_min || !free_list || !reader.skip(*free_list)) return std::nullopt;
  if (*level >> 2 >= kMostLevels || !is_block_size(std::size_t{*block_size} << 11)) return std::nullopt;
  return Version::Root{.block = *block, .level = *level >> 2, .is_empty = (*level & 1) != 0};
}

}  // namespace

void Totals::add(std::uint32_t document_length) {
  ++documents;
  length += document_length;
  if (document_length > 0 && (shortest == 0 || document_length < shortest)) shortest = document_length;
  longest = std::max(longest, document_length);
}

void Totals::add(const Totals& other) {
  documents += other.documents;
  length += other.length;
  if (other.shortest > 0 && (shortest == 0 || other.shortest < shortest)) shortest = other.shortest;
  longest = std::max(longest, other.longest);
  greatest_wdf = std::max(greatest_wdf, other.greatest_wdf);
}

std::expected<std::string, Error> uuid_of(const std::string& directory) {
  std::ifstream file(directory + kVersionFile, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (!bytes.starts_with(kVersionMagic) || bytes.size() < kVersionMagic.size() + kUuidBytes) {
    return std::unexpected(make_error(ErrorCode::kUnsupported,
                                      "Xapian {} writes a format that the bulk builder does not know",
                                      Xapian::version_string()));
  }
  return bytes.substr(kVersionMagic.size(), kUuidBytes);
}

std::string uuid_text(std::string_view uuid) {
  std::string text;
  for (std::size_t n = 0; n < uuid.size(); ++n) {
    if (n == 4 || n == 6 || n == 8 || n == 10) text += '-';
    text += fmt::format("{:02x}", static_cast<unsigned char>(uuid[n]));
  }
  return text;
}

std::optional<Version> parse_version_file(std::string_view bytes) {
  if (!bytes.starts_with(kVersionMagic)) return std::nullopt;
  Reader reader(bytes.substr(kVersionMagic.size()));
  if (!reader.skip(kUuidBytes)) return std::nullopt;
  const auto revision = reader.number();
  if (!revision) return std::nullopt;
  Version file{.revision = *revision};
  for (auto& root : file.roots) {
    const auto read = read_root(reader);
    if (!read) return std::nullopt;
    root = *read;
  }
  return file;
}

std::optional<std::uint32_t> revision_of(const std::string& directory) {
  std::ifstream file(directory + kVersionFile, std::ios::binary);
  std::string begin(kVersionMagic.size() + kUuidBytes + kMaxUint, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(file.gcount()));
  Reader reader(begin);
  if (!begin.starts_with(kVersionMagic) || !reader.skip(kVersionMagic.size() + kUuidBytes))
    return std::nullopt;
  return reader.number();
}

std::expected<std::string, Error> make_empty_database(const std::string& directory, std::size_t block_size) {
  try {
    const int flags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS;
    Xapian::WritableDatabase(directory, flags, static_cast<int>(block_size)).close();
  } catch (const Xapian::Error& error) {
    return std::unexpected(make_error(ErrorCode::kIo, "{} cannot become a database: {}", quoted(directory),
                                      error.get_description()));
  }
  return uuid_of(directory);
}

std::expected<void, Error> write_version_file(const std::string& directory, std::string_view uuid,
                                              std::size_t block_size, const TableRoots& roots,
                                              const Totals& totals, bool sync) {
  std::string bytes(kVersionMagic);
  bytes += uuid;
  append_uint(bytes, 1);
  append_root(bytes, roots.postlist, block_size, 0);
  append_root(bytes, roots.docdata, block_size, kCompressMin);
  append_root(bytes, roots.termlist, block_size, kCompressMin);
  append_root(bytes, roots.position, block_size, 0);
  append_root(bytes, roots.spelling, block_size, kCompressMin);
  append_root(bytes, roots.synonym, block_size, kCompressMin);
  append_uint(bytes, totals.documents);
  append_uint(bytes, 0);
  append_uint(bytes, totals.shortest);
  append_uint(bytes, totals.greatest_wdf);
  append_uint(bytes, totals.longest - totals.greatest_wdf);
  append_uint(bytes, 0);
  append_uint(bytes, totals.length);
  append_uint(bytes, 0);

  const auto path = directory + kVersionFile, draft = path + ".new";
  OutputFile file(draft);
  file.write(bytes);
  if (auto closed = file.close(sync); !closed) return closed;
  if (std::rename(draft.c_str(), path.c_str()) != 0) {
    return std::unexpected(make_error(ErrorCode::kIo, "{} cannot be replaced", quoted(path)));
  }
  if (!sync) return {};
  return sync_directory(directory);
}

}  // namespace dateline::glass
