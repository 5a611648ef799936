#include "indexer/origins.h"

#include "indexer/room.h"
#include "indexer/schema.h"

namespace dateline {

void set_origin(Xapian::WritableDatabase& database, Xapian::docid document, std::string_view origin,
                bool is_from) {
  auto changed = database.get_document(document);
  if (is_from) {
    changed.add_boolean_term(origin_term(origin));
  } else {
    changed.remove_term(origin_term(origin));
  }
  database.replace_document(document, changed);
}

void set_origins(Xapian::WritableDatabase& database, const std::string& path, const OriginChanges& changes) {
  if (changes.empty()) return;
  check_room(path, most_bytes_of_commit(path, changes.size(), 0));
  for (const auto& [where, is_from] : changes) set_origin(database, where.first, where.second, is_from);
  database.commit();
}

bool has_other_origin(const Xapian::Database& database, Xapian::docid document, std::string_view origin) {
  auto other = database.termlist_begin(document);
  const auto end = database.termlist_end(document);
  other.skip_to(std::string(kOriginPrefix));
  if (other != end && *other == origin_term(origin)) ++other;
  return other != end && has_prefix(*other, kOriginPrefix);
}

}  // namespace dateline
