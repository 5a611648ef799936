// The checksums of Xapian's tables, which have none of their own: a file beside them says what each of their
// blocks was when the generation was made. Blocks have 8,192 bytes, as all our programs make them; of tables
// with others (xapian-compact -b), blocks that were changed since would be taken for damaged.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/error.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Writes the file beside the tables of the generation at `path`, which `database` has open and nobody
/// changes. Reads all of them. Errors: kIo  a table cannot be read or the file not written
std::expected<void, Error> write_table_checksums(const std::string& path, const Xapian::Database& database);

/// Whether that file is there, whole and of `database`.
bool has_table_checksums(const std::string& path, const Xapian::Database& database);

/// Compares the tables with that file, byte for byte, and returns a sentence for each that is damaged. A
/// block that Xapian has written since says so by its revision and is not compared, nor is the version file
/// once there was a commit; so damage that gives a block the revision of a later commit, or of the next
/// two, is not noticed. A block that a power cut left half written counts as damaged, also where it is
/// not in use. Others may commit meanwhile. Errors: kNotFound  there is no such file, or it is of another
/// database
///         kCorrupt   the file is damaged itself
///         kIo        a table cannot be read
std::expected<std::vector<std::string>, Error> damaged_tables(const std::string& path,
                                                              const Xapian::Database& database);

}  // namespace dateline
