// Which SOURCEs the articles of a database came from, changed after they were written.
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace dateline {

/// By document and SOURCE: whether it came from there.
using OriginChanges = std::map<std::pair<Xapian::docid, std::string>, bool>;

/// Adds the term of `origin` to the document, or takes it away. Xapian's errors pass through.
void set_origin(Xapian::WritableDatabase& database, Xapian::docid document, std::string_view origin,
                bool is_from);

/// Makes all `changes` to `database`, which is at `path`, and commits, where there is room for that. Xapian's
/// errors pass through.
void set_origins(Xapian::WritableDatabase& database, const std::string& path, const OriginChanges& changes);

/// Whether the document has the term of another SOURCE than `origin`.
bool has_other_origin(const Xapian::Database& database, Xapian::docid document, std::string_view origin);

}  // namespace dateline
