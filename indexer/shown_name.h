// How a value of a field is written, which the index knows folded.
#pragma once

#include <string>
#include <string_view>

#include "indexer/schema.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The value of `field` whose exact term is `term` as one of the first articles that have it writes it, with
/// capitals if one does. Xapian's errors pass through.
std::string shown_name(const Xapian::Database& database, Field field, const std::string& term);

/// Whether `name` has a capital letter, or one beyond ASCII.
bool has_capital(std::string_view name);

}  // namespace dateline
