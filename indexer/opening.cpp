#include "indexer/opening.h"

#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "corpus/base/resources.h"
#include "corpus/language.h"
#include "indexer/bulk/version_file.h"
#include "indexer/entities/enrich.h"
#include "indexer/generation.h"
#include "indexer/own_gazetteer.h"
#include "indexer/schema.h"

namespace dateline {

Error translated_failure() {
  try {
    throw;
  } catch (const Xapian::DatabaseLockError& failure) {
    return make_error(ErrorCode::kBusy, "the index is being written to by another process: try again later");
  } catch (const Xapian::DatabaseCorruptError& failure) {
    return make_error(ErrorCode::kCorrupt, "the index is damaged ({}): restore it or index again",
                      failure.get_msg());
  } catch (const Xapian::DatabaseVersionError& failure) {
    return make_error(ErrorCode::kUnsupported,
                      "the index has a format that this Xapian cannot read ({}): index again",
                      failure.get_msg());
  } catch (const std::exception& failure) {
    return lost_resource(failure);
  } catch (const Xapian::Error& failure) {
    const char* const system = failure.get_error_string();
    return make_error(ErrorCode::kIo, "the index cannot be written: {}{}{}", failure.get_msg(),
                      system != nullptr ? ": " : "", system != nullptr ? system : "");
  }
}

std::expected<void, Error> check_schema(const Xapian::Database& database) {
  const auto version = database.get_metadata(std::string(kSchemaKey));
  if (version == kSchemaVersion) return {};
  return std::unexpected(
      make_error(ErrorCode::kUnsupported,
                 "the index has schema version {}, this program writes version {}: index again into "
                 "a new folder",
                 quoted(version), kSchemaVersion));
}

std::expected<void, Error> check_tables(const std::string& generation) {
  std::ifstream file(generation + "/iamglass", std::ios::binary);
  const auto version = glass::parse_version_file(std::string(std::istreambuf_iterator<char>(file), {}));
  if (!version) return {};  // Xapian says what it is
  for (std::size_t n = 0; n < version->roots.size(); ++n) {
    const auto table = generation + "/" + glass::kRootTables[n];
    std::error_code unknown;
    if (version->roots[n].is_empty || std::filesystem::exists(table, unknown) || unknown) continue;
    return std::unexpected(
        make_error(ErrorCode::kCorrupt,
                   "{} is gone: bring it back, go back with --rollback, or load the articles into a "
                   "new index",
                   quoted(table)));
  }
  return {};
}

namespace {

std::expected<void, Error> make_empty(const std::string& path) {
  try {
    Xapian::WritableDatabase database(
        path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);  // publishing syncs
    database.set_metadata(std::string(kSchemaKey), std::string(kSchemaVersion));
    database.commit();
    return {};
  } catch (const Xapian::Error&) {
    return std::unexpected(translated_failure());
  }
}

}  // namespace

std::expected<std::string, Error> generation_to_write(const std::string& directory) {
  auto current = current_generation(directory);
  if (current || current.error().code != ErrorCode::kNotFound) return current;
  // Of a first load that was cut short: nothing to go back to.
  for (const auto& rest : generations_of(directory)) remove_generation(rest);
  const auto path = next_generation(directory);
  auto made = make_empty(path);
  if (made) made = publish_generation(directory, path);
  if (made) return path;
  // Where Xapian cannot commit it leaves tables as if there were articles, whose stub got lost. It may have
  // become current all the same, as where only its sync failed.
  const auto now = current_generation(directory);
  if (now ? *now != path : now.error().code != ErrorCode::kIo) remove_generation(path);
  return std::unexpected(made.error());
}

std::expected<Enrichment, Error> enrichment_of(const std::string& directory, bool tells_language,
                                               bool finds_names) {
  Enrichment enrichment{.add = {}, .version = {}, .unread = std::make_shared<UnreadLanguages>()};
  if (tells_language) {
    enrichment.add = tell_language;
    enrichment.version = language_version();
  }
  if (!finds_names) return enrichment;
  auto gazetteer = gazetteer_of(directory);
  if (!gazetteer) return std::unexpected(gazetteer.error());
  auto enricher = Enricher::load(std::move(*gazetteer));
  if (!enricher) return std::unexpected(enricher.error());
  enrichment.version += ' ' + enricher->version();
  enrichment.add = [shared = std::make_shared<const Enricher>(std::move(*enricher)), tells_language,
                    unread = enrichment.unread](Article& article) {
    if (tells_language) tell_language(article);
    if (!shared->enrich(article)) unread->count(article.language);
  };
  return enrichment;
}

}  // namespace dateline
