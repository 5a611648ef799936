// Writing the checksums of Xapian's tables (checksum_file.h), and comparing all of the tables with them.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/error.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Writes the file beside the tables of the generation at `path`, which `database` has open and others may
/// commit to meanwhile. Reads all of them once, and one that such a file calls damaged twice: then the file
/// stays as it is.
/// Errors: kIo       a table cannot be read or the file not written
///         kCorrupt  a table is damaged
std::expected<void, Error> write_table_checksums(const std::string& path, const Xapian::Database& database);

/// Whether that file is there, whole and of `database`.
bool has_table_checksums(const std::string& path, const Xapian::Database& database);

/// Compares the tables with that file, byte for byte, and returns a sentence for each that is damaged. A
/// block that Xapian has written since says so by its revision and is not compared, so damage that gives one
/// the revision of a later commit, or of the next two, is not noticed. Of the version file after a commit,
/// only the revision and the roots of the tables are looked at. A block that a power cut left half written
/// counts as damaged, also where it is not in use. Others may commit meanwhile.
/// Errors: kNotFound  there is no such file, or it is of another database
///         kCorrupt   the file is damaged itself
///         kIo        a table cannot be read
std::expected<std::vector<std::string>, Error> damaged_tables(const std::string& path,
                                                              const Xapian::Database& database);

}  // namespace dateline
