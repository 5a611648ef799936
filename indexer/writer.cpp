#include "indexer/writer.h"

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <utility>

#include "indexer/generation.h"
#include "indexer/inspect.h"
#include "indexer/opening.h"
#include "indexer/renewal.h"
#include "indexer/writer_implementation.h"

namespace dateline {

namespace fs = std::filesystem;

Writer::Writer(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() {
  // A load that was never committed is thrown away.
  if (!implementation_ || !implementation_->bulk) return;
  implementation_->bulk.reset();
  std::error_code ignored;
  fs::remove_all(implementation_->bulk_path, ignored);
}

std::expected<Writer, Error> Writer::open(const std::string& directory, const WriterOptions& options) {
  std::error_code failure;
  const bool made = fs::create_directories(directory, failure);
  if (failure) {
    return std::unexpected(make_error(ErrorCode::kIo, "{} is not a folder that can be made: {}",
                                      quoted(directory), failure.message()));
  }
  // A folder above that may not be read cannot be synced: no reason not to write.
  if (made) sync_folder(fs::weakly_canonical(directory, failure).parent_path().string());
  auto enrichment = enrichment_of(directory, options.tells_language, options.finds_names);
  if (!enrichment) return std::unexpected(enrichment.error());
  auto lock = WriteLock::take(directory);
  if (!lock) return std::unexpected(lock.error());
  remove_unfinished(directory);
  const auto path = generation_to_write(directory);
  if (!path) return std::unexpected(path.error());
  if (auto whole = check_tables(*path); !whole) return std::unexpected(whole.error());
  try {
    auto implementation =
        std::make_unique<Implementation>(directory, std::move(*lock), options, std::move(*enrichment));
    implementation->open_live(*path);
    if (auto checked = check_schema(implementation->live->database()); !checked)
      return std::unexpected(checked.error());
    if (auto begun = implementation->begin_bulk(); !begun) return std::unexpected(begun.error());
    return Writer(std::move(implementation));
  } catch (...) {
    return std::unexpected(translated_failure());
  }
}

std::expected<PutOutcome, Error> Writer::put(Article article, std::string_view origin) {
  try {
    return implementation_->put(std::move(article), origin);
  } catch (...) {
    return std::unexpected(translated_failure());
  }
}

std::expected<bool, Error> Writer::remove(std::string_view id) {
  try {
    return implementation_->remove(id);
  } catch (...) {
    return std::unexpected(translated_failure());
  }
}

std::expected<std::uint64_t, Error> Writer::remove_missing(std::string_view origin) {
  try {
    return implementation_->remove_missing(origin);
  } catch (...) {
    return std::unexpected(translated_failure());
  }
}

std::expected<std::uint64_t, Error> Writer::missing(std::string_view origin) {
  try {
    return implementation_->missing(origin).gone.size();
  } catch (...) {
    return std::unexpected(translated_failure());
  }
}

std::expected<void, Error> Writer::commit() {
  try {
    return implementation_->commit();
  } catch (...) {
    return std::unexpected(translated_failure());
  }
}

const std::string& Writer::generation() const { return implementation_->current; }

std::string Writer::uuid() const { return implementation_->live->database().get_uuid(); }

std::expected<void, Error> Writer::renew_files() {
  if (implementation_->has_new_files) return {};
  return dateline::renew_files(generation());
}

std::map<std::string, std::uint64_t> Writer::unread_languages() const {
  return implementation_->enrichment.unread->counts();
}

std::uint64_t Writer::taken_back() const { return implementation_->taken_back; }

std::uint64_t Writer::size() const { return implementation_->size(); }

}  // namespace dateline
