#include "indexer/writer.h"

#include <xapian.h>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <ranges>
#include <utility>

#include "indexer/bulk_load.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/increment.h"
#include "indexer/inspect.h"
#include "indexer/live_writer.h"
#include "indexer/opening.h"
#include "indexer/renewal.h"
#include "indexer/waiting_articles.h"

namespace dateline {

namespace fs = std::filesystem;

/// An index without articles is loaded in bulk into a new generation, which commit() publishes. Where there
/// were articles before, changes wait until they are many enough to choose: most go to the current
/// generation, a large increment is loaded in bulk and merged with it.
struct Writer::Implementation {
  std::string directory;
  WriteLock lock;
  WriterOptions options;
  Enrichment enrichment;
  std::string current;  ///< path of the generation that `live` is
  std::optional<LiveWriter> live;
  std::optional<BulkLoad> bulk;
  std::string bulk_path;
  std::optional<Increment> increment;
  WaitingArticles waiting;          ///< for live
  bool has_chosen = false;          ///< where changes go, and said so
  bool has_new_files = false;       ///< beside `live`: they were written with it
  std::uint64_t changed_bytes = 0;  ///< of text, gone to live since this was opened
  std::uint64_t taken_back = 0;

  void explain(std::string text) const {
    if (options.explain) options.explain(text);
  }

  /// That nothing can be loaded in bulk.
  void warn_of(const Error& unsupported) const {
    if (options.warn)
      options.warn(unsupported.message + ": writing through its API, which takes several times as long");
  }

  void open_live(const std::string& path) {
    current = path;
    live.emplace(path, enrichment);
  }

  /// Begins a bulk load if this Xapian's format is the one that indexer/bulk writes.
  std::expected<void, Error> begin_bulk() {
    if (live->database().get_doccount() > 0) return {};
    bulk_path = next_generation(directory);
    auto load = BulkLoad::begin(bulk_path, enrichment);
    if (load) {
      bulk.emplace(std::move(*load));
      explain("the index is empty: loading in bulk into a new generation");
      return {};
    }
    if (load.error().code != ErrorCode::kUnsupported) return std::unexpected(load.error());
    warn_of(load.error());
    return {};
  }

  /// Makes the finished generation at `path` the current one and goes on live.
  std::expected<void, Error> publish(const std::string& path) {
    auto syncing = std::async([&] { return sync_generation(path); });  // where no thread can be had, by get()
    if (auto tried = try_generation(path); !tried) return tried;
    if (auto synced = syncing.get(); !synced) return synced;
    const bool was_empty = live->database().get_doccount() == 0;
    const auto before = current;
    live.reset();
    if (auto published = make_current(directory, path); !published) return published;
    if (was_empty) remove_generation(before);  // nobody wants to go back to it
    remove_superseded(directory);
    open_live(path);
    has_new_files = true;
    return {};
  }

  std::expected<void, Error> finish_bulk() {
    const auto wanted = bulk->size();
    std::optional<FileDrafts> drafts;
    if (auto finished = bulk->finish(&drafts); !finished) return finished;
    if (const auto held = Xapian::Database(bulk_path).get_doccount(); held != wanted) {
      return std::unexpected(make_error(ErrorCode::kCorrupt,
                                        "the new generation holds {} articles instead of {}: it is not used",
                                        held, wanted));
    }
    if (auto written = write_files(bulk_path, drafts ? &*drafts : nullptr); !written) return written;
    // What a load held is freed while its generation is tried and synced.
    const auto freed = std::async([load = std::exchange(bulk, std::nullopt)]() mutable { load.reset(); });
    return publish(bulk_path);
  }

  std::expected<void, Error> finish_increment() {
    const auto merged = increment->finish();
    if (!merged) return std::unexpected(merged.error());
    increment.reset();
    auto published = write_files(*merged, nullptr);
    if (published) published = publish(*merged);
    if (published) return published;
    // It may have become current all the same, as where only its sync failed.
    if (const auto now = current_generation(directory); now && *now != *merged) remove_generation(*merged);
    return published;
  }

  /// What becomes of `before`, which came in this load.
  static PutOutcome outcome_of_replacing(const Article& before, const Article& article) {
    if (before == article) return PutOutcome::kUnchanged;
    const bool is_same = told_apart_by(before) == told_apart_by(article);
    return is_same ? PutOutcome::kReplaced : PutOutcome::kReplacedAnother;
  }

  std::expected<PutOutcome, Error> put(Article article, std::string_view origin) {
    if (bulk) return bulk->put(std::move(article), origin);
    if (increment) return increment->put(article, origin);
    const auto known = live->find(article.id);
    const bool is_held = known && live->holds(*known, article);
    auto outcome = is_held ? PutOutcome::kUnchanged : PutOutcome::kAdded;
    if (const auto* before = is_held ? nullptr : waiting.find(article.id)) {
      outcome = outcome_of_replacing(*before, article);
    } else if (known && !is_held) {
      outcome = live->outcome_of_replacing(*known, article);
    }
    if (is_held) {
      // Of articles that share an id live has the last: loading all of them again writes none.
      live->keep(*known, origin);
      if (!live->is_from(*known, origin)) live->set_origin(*known, origin, true);
      taken_back += waiting.drop(article.id);
    } else if (outcome == PutOutcome::kUnchanged) {
      waiting.add_origin(article.id, origin);
    } else {
      waiting.put(std::move(article), origin, !known);
    }
    if (waiting.bytes() >= options.bytes_to_choose) {
      if (auto chosen = choose(); !chosen) return std::unexpected(chosen.error());
    }
    return outcome;
  }

  /// Decides where the waiting articles go.
  std::expected<void, Error> choose() {
    has_chosen = true;
    // What has come so far is the best guess of what comes.
    const auto increment_bytes = waiting.bytes() + changed_bytes;
    const auto index_bytes = generation_bytes(current);
    const auto figures =
        fmt::format("{} MB of new text, {} MB of index", increment_bytes >> 20, index_bytes >> 20);
    if (!merging_pays(increment_bytes, index_bytes)) {
      explain(figures + ": updating the index in place");
      flush();
      return {};
    }
    live->commit();
    auto begun = Increment::begin(directory, *live, enrichment);
    if (!begun && begun.error().code == ErrorCode::kUnsupported) {
      warn_of(begun.error());
      flush();
      return {};
    }
    if (!begun) return std::unexpected(begun.error());
    explain(figures + ": loading in bulk, then merging");
    increment.emplace(std::move(*begun));
    for (const auto& [article, origins, is_new, puts] : waiting.entries()) {
      for (const auto& origin : origins) {
        if (auto put = increment->put(article, origin); !put) return std::unexpected(put.error());
      }
    }
    waiting.clear();
    return {};
  }

  /// Puts the waiting articles into the current generation.
  void flush() {
    if (!waiting.is_empty() && !std::exchange(has_chosen, true)) {
      explain(fmt::format("{} KB of new text, {} MB are needed for a merge: updating the index in place",
                          waiting.bytes() >> 10, options.bytes_to_choose >> 20));
    }
    for (const auto& [article, origins, is_new, puts] : waiting.entries()) {
      live->put(article, origins.front(), live->find(article.id));
      for (const auto& origin : origins | std::views::drop(1))
        live->set_origin(*live->find(article.id), origin, true);
    }
    changed_bytes += waiting.bytes();
    waiting.clear();
  }

  bool remove(std::string_view id) {
    if (bulk) return bulk->remove(id);
    if (increment) return increment->remove(id);
    flush();
    const auto known = live->find(id);
    if (known) live->remove(*known);
    return known.has_value();
  }

  LiveWriter::Missing missing(std::string_view origin) {
    if (bulk) return {};  // everything there was put by this Writer
    flush();
    return live->missing(origin);
  }

  std::expected<std::uint64_t, Error> remove_missing(std::string_view origin) {
    const auto [gone, elsewhere] = missing(origin);
    const auto all = gone.empty() ? 0 : live->database().get_doccount();
    if (gone.size() > kAlwaysLost && static_cast<double>(gone.size()) > options.most_lost * all) {
      return std::unexpected(make_error(ErrorCode::kLimit,
                                        "{} of the {} articles are missing from {}, more than {:.0f} %: "
                                        "none is deleted; write --force if it is so",
                                        gone.size(), all, quoted(origin), options.most_lost * 100));
    }
    for (const auto document : gone) increment ? increment->leave_out(document) : live->remove(document);
    for (const auto document : elsewhere) {
      increment ? increment->set_origin(document, origin, false) : live->set_origin(document, origin, false);
    }
    return gone.size();
  }

  std::expected<void, Error> commit() {
    if (bulk && bulk->size() > 0) return finish_bulk();
    if (increment) return finish_increment();
    flush();
    live->commit();
    has_new_files = false;
    return {};
  }

  std::uint64_t size() const {
    if (bulk) return bulk->size();
    if (increment) return increment->size();
    return live->database().get_doccount() + waiting.new_articles();
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
