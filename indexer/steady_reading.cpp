#include "indexer/steady_reading.h"

#include <xapian.h>

#include "indexer/bulk/version_file.h"

namespace dateline {

std::expected<void, Error> read_steadily(const std::string& path, Xapian::Database& database, int most_tries,
                                         const std::function<void()>& read) {
  std::string damage;
  for (int tries = 0; tries < most_tries; ++tries) {
    damage.clear();
    try {
      if (tries > 0) database.reopen();
      read();
      return {};
    } catch (const Xapian::DatabaseModifiedError&) {
    } catch (const Xapian::DatabaseError& failure) {  // so a block can seem, too, that a commit took
      if (glass::revision_of(path) == database.get_revision()) throw;
      damage = failure.get_msg();
    }
  }
  return std::unexpected(make_error(
      ErrorCode::kBusy, "the index was committed to in each of {} tries{}", most_tries,
      damage.empty() ? "" : ", or is damaged (" + damage + "): check it again while nothing writes to it"));
}

}  // namespace dateline
