// The reading options that every program which reads sources has, and how it speaks of a place in a source.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "corpus/base/options.h"
#include "corpus/reader.h"

namespace dateline {

/// --from, --map and --rejects, for a ProgramSpec.
std::vector<OptionSpec> reading_options();

/// `first` followed by reading_options().
std::vector<OptionSpec> with_reading_options(std::vector<OptionSpec> first);

/// What reading_options() gave on the command line.
/// Errors: kInvalidArgument  --map without a `=`, or with an empty side
std::expected<ReadOptions, Error> read_options(const Arguments& arguments);

/// Whether the file or folder at `path`, which need not be there, is `source` or lies in it.
bool lies_in(const std::string& path, const std::string& source);

/// Whether what --rejects writes is not read as well. A hidden file is not, where the source is a folder.
/// Errors: kInvalidArgument  it is one of the files that are read
std::expected<void, Error> check_rejects(const Arguments& arguments);

/// The file of --rejects, opened; not open where the option was not given. What is in it stays with `keeps`.
/// Errors: as check_rejects, and kIo where it cannot be written
std::expected<std::ofstream, Error> open_rejects(const Arguments& arguments, bool keeps = false);

/// Writes what was refused to the file of --rejects, where that is open and anything could be read.
void keep_reject(std::ofstream& rejects, const Refusal& refusal);

/// "FILE:LINE", or "FILE" where the line is not known.
std::string to_string(const Location& location);

/// "3 request records, 1 response that is no page", the highest count first.
std::string to_string(const Tally& tally);

}  // namespace dateline
