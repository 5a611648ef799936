// Reading the files that corpora come in: compressed, archived, with columns.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"

namespace dateline::train {

/// The content of `file`, unpacked where it is compressed.
/// Errors: kNotFound  no such file, or not readable
std::expected<std::string, Error> read_file(const std::filesystem::path& file);

/// The content of each file of a tar archive, compressed or not, by name.
/// Errors: kNotFound  no such file, or not readable
std::expected<std::map<std::string, std::string>, Error> read_archive(const std::filesystem::path& file);

/// Takes the first record of comma-separated values (RFC 4180) from `text`, which it shortens.
std::vector<std::string> next_record(std::string_view& text);

}  // namespace dateline::train
