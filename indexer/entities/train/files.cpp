// Files through libarchive, columns by hand.
#include "indexer/entities/train/files.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace dateline::train {
namespace {

namespace fs = std::filesystem;

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

std::expected<Archive, Error> open_archive(const fs::path& file, bool raw) {
  Archive in(archive_read_new(), &archive_read_free);
  archive_read_support_filter_all(in.get());
  if (raw) {
    archive_read_support_format_raw(in.get());
    archive_read_support_format_empty(in.get());
  } else {
    archive_read_support_format_tar(in.get());
  }
  if (archive_read_open_filename(in.get(), file.c_str(), 1 << 16) != ARCHIVE_OK) {
    return std::unexpected(make_error(
        ErrorCode::kNotFound, "'{}' is not a file that can be read: give the data folder", file.string()));
  }
  return in;
}

std::string read_entry(archive* in) {
  std::string content;
  std::vector<char> block(1 << 16);
  for (la_ssize_t n; (n = archive_read_data(in, block.data(), block.size())) > 0;) {
    content.append(block.data(), static_cast<std::size_t>(n));
  }
  return content;
}

}  // namespace

std::vector<std::string> next_record(std::string_view& text) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"')
        fields.back() += c;
      else if (at + 1 < text.size() && text[at + 1] == '"')
        fields.back() += text[++at];
      else
        quoted = false;
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  text.remove_prefix(at);
  return fields;
}

std::expected<std::string, Error> read_file(const fs::path& file) {
  auto in = open_archive(file, true);
  if (!in) return std::unexpected(in.error());
  archive_entry* entry = nullptr;
  if (archive_read_next_header(in->get(), &entry) != ARCHIVE_OK) return std::string();
  return read_entry(in->get());
}

std::expected<std::map<std::string, std::string>, Error> read_archive(const fs::path& file) {
  auto in = open_archive(file, false);
  if (!in) return std::unexpected(in.error());
  std::map<std::string, std::string> files;
  for (archive_entry* entry = nullptr; archive_read_next_header(in->get(), &entry) == ARCHIVE_OK;) {
    if (archive_entry_filetype(entry) == AE_IFREG)
      files[archive_entry_pathname(entry)] = read_entry(in->get());
  }
  return files;
}

}  // namespace dateline::train
