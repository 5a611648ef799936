// Reading long in a database that others commit to: Xapian writes over what it read two commits before.
#pragma once

#include <expected>
#include <functional>
#include <string>

#include "corpus/base/error.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Calls `read`, which reads `database`, that of the generation at `path`; again, up to `most_tries` times,
/// while a commit takes from it what it reads, each time of the last revision. What Xapian throws otherwise
/// passes through.
/// Errors: kBusy  a commit came in each of the tries; the message has what Xapian took for damage in the
///                last, which it may be
std::expected<void, Error> read_steadily(const std::string& path, Xapian::Database& database, int most_tries,
                                         const std::function<void()>& read);

}  // namespace dateline
