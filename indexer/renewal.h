// The files beside the tables of a generation, which searches read in place of them: columns and words. A
// load writes both; what changes an index in place leaves them as they are, and they are renewed later.
#pragma once

#include <cstddef>
#include <string>

#include "corpus/base/error.h"
#include "indexer/file_drafts.h"

namespace dateline {

/// The word file is a third of an index, so it is not renewed for a few articles: those that it does not have
/// as they are now may be so many, or one in so many of all, before it is. A search reads them from Xapian's
/// tables in some milliseconds.
inline constexpr std::size_t kMostChangedWords = 1000, kChangedWordsShare = 10;

/// Writes both files of the generation at `path`, which nobody else writes to, and the checksums of its
/// tables. `drafts`: what was begun of them; null: all of it is read from the generation. Xapian's errors
/// pass through. Errors: kIo  a file cannot be written
std::expected<void, Error> write_files(const std::string& path, FileDrafts* drafts);

/// Brings the files of the generation at `path` to its last commit: the columns always, the words once enough
/// changed, and with them the checksums of the tables; checksums that are gone or damaged themselves at once.
/// A file that is up to date and whole stays as it is. Call it from any thread, while others commit to the
/// generation: one commit while its columns are read does no harm, nor does one once the words of its
/// articles are being read. For the holder of the WriteLock.
/// Errors: kBusy     the index was committed to too often meanwhile
///         kIo       a file cannot be written, the tables or the old file cannot be read, or memory or
///                   threads do not suffice
///         kCorrupt  a table is damaged: the other files are written, its checksums are not
std::expected<void, Error> renew_files(const std::string& path);

}  // namespace dateline
