// Which languages the articles of an index are in.
#pragma once

#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace dateline {

/// The languages of the archive's articles, most frequent first, and the one taken for those of unknown
/// language. Xapian's errors pass through.
std::vector<std::string> languages_of(const Xapian::Database& database);

}  // namespace dateline
