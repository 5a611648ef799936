// Whether the disk has room for a commit of Xapian's.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

/// No commit that touches so many terms of the database at `path` and adds so much text writes more bytes: a
/// block anew for every term and table that has it, and never more than all tables; and what the text adds.
std::uint64_t most_bytes_of_commit(const std::string& path, std::uint64_t terms, std::uint64_t text_bytes);

/// Throws Xapian::DatabaseError where the disk of `path` has less than `bytes` left: Xapian 1.4 ends the
/// process when a write of values fails (its ValueUpdater writes in its destructor).
void check_room(const std::string& path, std::uint64_t bytes);

/// Deletes `documents` of `database`, which is at `path`, and commits, where there is room for that. Xapian's
/// errors pass through.
void delete_documents(Xapian::WritableDatabase& database, const std::string& path,
                      const std::vector<Xapian::docid>& documents);

}  // namespace dateline
