#include "indexer/renewal.h"

#include <xapian.h>

#include <algorithm>
#include <exception>
#include <future>

#include "corpus/base/resources.h"
#include "indexer/changed_articles.h"
#include "indexer/column_file.h"
#include "indexer/table_checksums.h"
#include "indexer/word_file.h"

namespace dateline {
namespace {

bool has_enough_words(const std::string& path, const Xapian::Database& database) {
  const auto file = WordFile::open(path, database);
  if (!file || !file->is_whole()) return false;
  const std::size_t share = database.get_doccount() / kChangedWordsShare;
  const auto most = std::min(kMostChangedWords, share + 1);
  return count_changes(database, file->digests(), most) < most;
}

}  // namespace

std::expected<void, Error> write_files(const std::string& path, FileDrafts* drafts) {
  // A database for each: one belongs to one thread at a time. Where no thread can be had, get() writes.
  auto columns = std::async([&] {
    return ColumnFile::write(path, Xapian::Database(path), drafts != nullptr ? &drafts->columns : nullptr);
  });
  auto checksums = std::async([&] { return write_table_checksums(path, Xapian::Database(path)); });
  auto words = WordFile::write(path, Xapian::Database(path), drafts != nullptr ? &drafts->words : nullptr);
  for (auto* file : {&columns, &checksums}) {
    if (auto written = file->get(); !written) return written;
  }
  return words;
}

std::expected<void, Error> renew_files(const std::string& path) {
  try {
    const Xapian::Database database(path);
    const auto columns = ColumnFile::open(path, database);
    if (!columns || columns->revision() != database.get_revision() || !columns->is_whole()) {
      if (auto written = ColumnFile::write(path, database); !written) return written;
    }
    const Xapian::Database now(path);  // commits came meanwhile
    if (has_enough_words(path, now)) {
      if (has_table_checksums(path, now)) return {};
    } else if (auto written = WordFile::write(path, now); !written) {
      return written;
    }
    return write_table_checksums(path, now);
  } catch (const Xapian::DatabaseModifiedError&) {
    return std::unexpected(
        make_error(ErrorCode::kBusy, "the index was committed to while its files were renewed: try again"));
  } catch (const Xapian::Error& failure) {
    return std::unexpected(make_error(ErrorCode::kIo, "the files beside {} cannot be renewed: {}",
                                      quoted(path), failure.get_msg()));
  } catch (const std::exception& failure) {  // no memory, no thread, or a file that is damaged inside
    return std::unexpected(make_error(ErrorCode::kIo, "the files beside {} cannot be renewed: {}",
                                      quoted(path), lost_resource(failure).message));
  }
}

}  // namespace dateline
