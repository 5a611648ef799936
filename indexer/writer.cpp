#include "indexer/writer.h"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/schema.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Says in our words what Xapian threw; called inside a catch block only.
Error translated() {
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
  } catch (const Xapian::Error& failure) {
    return make_error(ErrorCode::kIo, "the index cannot be written: {} {}", failure.get_msg(),
                      failure.get_error_string() != nullptr ? failure.get_error_string() : "");
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

/// The folder, with a first empty generation if there was none.
std::expected<std::string, Error> prepare(const std::string& directory) {
  auto current = current_generation(directory);
  if (current) return current;
  const auto path = next_generation(directory);
  try {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    database.set_metadata(std::string(kSchemaKey), std::string(kSchemaVersion));
    database.commit();
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
  if (auto published = publish_generation(directory, path); !published)
    return std::unexpected(published.error());
  return path;
}

Xapian::Document to_xapian(const IndexDocument& document) {
  Xapian::Document out;
  for (const auto& term : document.terms) {
    const std::string name(document.name(term));
    const auto positions = document.positions_of(term);
    for (const auto position : positions) out.add_posting(name, position, 0);
    out.add_term(name, term.wdf);
  }
  for (const auto& [slot, bytes] : document.values) out.add_value(slot, bytes);
  out.set_data(document.data);
  return out;
}

}  // namespace

struct Writer::Implementation {
  WriteLock lock;
  Xapian::WritableDatabase database;
  DocumentBuilder builder;
  std::vector<Synonym> synonyms;
  std::vector<bool> kept;  ///< by docid: put since this Writer was opened
  std::uint64_t articles_since_commit = 0;
  std::uint64_t bytes_since_commit = 0;

  std::optional<Xapian::docid> find(const std::string& term) const {
    const auto posting = database.postlist_begin(term);
    return posting == database.postlist_end(term) ? std::nullopt : std::optional(*posting);
  }

  void keep(Xapian::docid document) {
    if (kept.size() <= document) kept.resize(document + document / 2 + 1);
    kept[document] = true;
  }

  /// Xapian's own errors pass through.
  PutOutcome put(const Article& article, std::string_view origin) {
    const auto term = id_term(article.id);
    const auto known = find(term);
    if (known && database.get_document(*known).get_value(kDigestSlot) == digest(article)) {
      keep(*known);
      return PutOutcome::kUnchanged;
    }
    const auto document = to_xapian(builder.build(article, origin, synonyms));
    keep(known ? (database.replace_document(*known, document), *known) : database.add_document(document));
    for (const auto& [key, word] : synonyms) database.add_synonym(key, word);
    synonyms.clear();
    bytes_since_commit += article.title.size() + article.text.size();
    if (++articles_since_commit >= kArticlesPerCommit || bytes_since_commit >= kBytesPerCommit) commit();
    return known ? PutOutcome::kReplaced : PutOutcome::kAdded;
  }

  void commit() {
    database.commit();
    articles_since_commit = bytes_since_commit = 0;
  }

  std::uint64_t remove_missing(const std::string& term) {
    std::vector<Xapian::docid> gone;
    for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting) {
      if (*posting >= kept.size() || !kept[*posting]) gone.push_back(*posting);
    }
    for (const auto document : gone) database.delete_document(document);
    return gone.size();
  }
};

Writer::Writer(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

std::expected<Writer, Error> Writer::open(const std::string& directory) {
  std::error_code failure;
  fs::create_directories(directory, failure);
  if (failure) {
    return std::unexpected(make_error(ErrorCode::kIo, "{} is not a folder that can be made: {}",
                                      quoted(directory), failure.message()));
  }
  auto lock = WriteLock::take(directory);
  if (!lock) return std::unexpected(lock.error());
  const auto path = prepare(directory);
  if (!path) return std::unexpected(path.error());
  try {
    Xapian::WritableDatabase database(*path, Xapian::DB_OPEN);
    if (auto checked = check_schema(database); !checked) return std::unexpected(checked.error());
    return Writer(
        std::unique_ptr<Implementation>(new Implementation{.lock = std::move(*lock), .database = database}));
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<PutOutcome, Error> Writer::put(const Article& article, std::string_view origin) {
  try {
    return implementation_->put(article, origin);
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<bool, Error> Writer::remove(std::string_view id) {
  try {
    const auto known = implementation_->find(id_term(id));
    if (known) implementation_->database.delete_document(*known);
    return known.has_value();
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<std::uint64_t, Error> Writer::remove_missing(std::string_view origin) {
  try {
    return implementation_->remove_missing(origin_term(origin));
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<void, Error> Writer::commit() {
  try {
    implementation_->commit();
    return {};
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::uint64_t Writer::size() const { return implementation_->database.get_doccount(); }

}  // namespace dateline
