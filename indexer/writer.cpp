#include "indexer/writer.h"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

#include "indexer/bulk_load.h"
#include "indexer/document.h"
#include "indexer/entities/enrich.h"
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

/// The path of the current generation, an empty one made if there was none.
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

/// What the options ask to be added to every article.
std::expected<Enrichment, Error> enrichment_of(const WriterOptions& options) {
  if (!options.finds_names) return Enrichment{};
  auto enricher = Enricher::load();
  if (!enricher) return std::unexpected(enricher.error());
  const auto shared = std::make_shared<const Enricher>(std::move(*enricher));
  return Enrichment{.add = [shared](Article& article) { shared->enrich(article); },
                    .version = std::string(Enricher::kVersion)};
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

/// Writes to the current generation through Xapian's API. Xapian's own errors pass through.
class LiveWriter {
 public:
  LiveWriter(const std::string& path, const Enrichment& enrichment)
      : database_(path, Xapian::DB_OPEN), builder_(enrichment), version_(enrichment.version) {}

  const Xapian::WritableDatabase& database() const { return database_; }

  PutOutcome put(const Article& article, std::string_view origin) {
    const auto known = find(article.id);
    if (known && database_.get_document(*known).get_value(kDigestSlot) == digest(article, version_)) {
      keep(*known);
      return PutOutcome::kUnchanged;
    }
    const auto document = to_xapian(builder_.build(article, origin, synonyms_));
    keep(known ? (database_.replace_document(*known, document), *known) : database_.add_document(document));
    for (const auto& [key, word] : synonyms_) database_.add_synonym(key, word);
    synonyms_.clear();
    bytes_since_commit_ += article.title.size() + article.text.size();
    if (++articles_since_commit_ >= kArticlesPerCommit || bytes_since_commit_ >= kBytesPerCommit) commit();
    return known ? PutOutcome::kReplaced : PutOutcome::kAdded;
  }

  bool remove(std::string_view id) {
    const auto known = find(id);
    if (known) database_.delete_document(*known);
    return known.has_value();
  }

  std::uint64_t remove_missing(std::string_view origin) {
    const auto term = origin_term(origin);
    std::vector<Xapian::docid> gone;
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
      if (*posting >= kept_.size() || !kept_[*posting]) gone.push_back(*posting);
    }
    for (const auto document : gone) database_.delete_document(document);
    return gone.size();
  }

  void commit() {
    database_.commit();
    articles_since_commit_ = bytes_since_commit_ = 0;
  }

 private:
  std::optional<Xapian::docid> find(std::string_view id) const {
    const auto term = id_term(id);
    const auto posting = database_.postlist_begin(term);
    return posting == database_.postlist_end(term) ? std::nullopt : std::optional(*posting);
  }

  void keep(Xapian::docid document) {
    if (kept_.size() <= document) kept_.resize(document + document / 2 + 1);
    kept_[document] = true;
  }

  Xapian::WritableDatabase database_;
  DocumentBuilder builder_;
  std::string version_;  ///< of the enrichment
  std::vector<Synonym> synonyms_;
  std::vector<bool> kept_;  ///< by docid: put since this was opened
  std::uint64_t articles_since_commit_ = 0;
  std::uint64_t bytes_since_commit_ = 0;
};

}  // namespace

/// An index without articles is loaded in bulk into a new generation, which commit() publishes; from then on,
/// and where there were articles before, changes go to the current generation.
struct Writer::Implementation {
  std::string directory;
  WriteLock lock;
  Enrichment enrichment;
  std::optional<LiveWriter> live;
  std::optional<BulkLoad> bulk;
  std::string bulk_path;

  /// Begins a bulk load if this Xapian's format is the one that indexer/bulk writes.
  std::expected<void, Error> begin_bulk() {
    if (live->database().get_doccount() > 0) return {};
    bulk_path = next_generation(directory);
    auto load = BulkLoad::begin(bulk_path, enrichment);
    if (load) bulk.emplace(std::move(*load));
    if (load || load.error().code == ErrorCode::kUnsupported) return {};
    return std::unexpected(load.error());
  }

  /// Publishes what was loaded in bulk and goes on live.
  std::expected<void, Error> finish_bulk() {
    if (auto finished = bulk->finish(); !finished) return finished;
    bulk.reset();
    if (auto published = publish_generation(directory, bulk_path); !published) return published;
    live.emplace(bulk_path, enrichment);
    return {};
  }
};

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
  fs::create_directories(directory, failure);
  if (failure) {
    return std::unexpected(make_error(ErrorCode::kIo, "{} is not a folder that can be made: {}",
                                      quoted(directory), failure.message()));
  }
  auto enrichment = enrichment_of(options);
  if (!enrichment) return std::unexpected(enrichment.error());
  auto lock = WriteLock::take(directory);
  if (!lock) return std::unexpected(lock.error());
  remove_unfinished(directory);
  const auto path = prepare(directory);
  if (!path) return std::unexpected(path.error());
  try {
    auto implementation =
        std::make_unique<Implementation>(directory, std::move(*lock), std::move(*enrichment));
    implementation->live.emplace(*path, implementation->enrichment);
    if (auto checked = check_schema(implementation->live->database()); !checked)
      return std::unexpected(checked.error());
    if (auto begun = implementation->begin_bulk(); !begun) return std::unexpected(begun.error());
    return Writer(std::move(implementation));
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<PutOutcome, Error> Writer::put(const Article& article, std::string_view origin) {
  if (implementation_->bulk) return implementation_->bulk->put(article, origin);
  try {
    return implementation_->live->put(article, origin);
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<bool, Error> Writer::remove(std::string_view id) {
  if (implementation_->bulk) return implementation_->bulk->remove(id);
  try {
    return implementation_->live->remove(id);
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<std::uint64_t, Error> Writer::remove_missing(std::string_view origin) {
  if (implementation_->bulk) return 0;  // everything there was put by this Writer
  try {
    return implementation_->live->remove_missing(origin);
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<void, Error> Writer::commit() {
  try {
    if (implementation_->bulk && implementation_->bulk->size() > 0) return implementation_->finish_bulk();
    implementation_->live->commit();
    return {};
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::uint64_t Writer::size() const {
  return implementation_->bulk ? implementation_->bulk->size()
                               : implementation_->live->database().get_doccount();
}

}  // namespace dateline
