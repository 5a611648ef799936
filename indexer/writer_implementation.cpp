#include "indexer/writer_implementation.h"

#include <fmt/core.h>
#include <xapian.h>

#include <future>
#include <ranges>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/document.h"
#include "indexer/inspect.h"
#include "indexer/renewal.h"

namespace dateline {
namespace {

/// What becomes of `before`, which came in this load.
PutOutcome outcome_of_replacing(const Article& before, const Article& article) {
  if (before == article) return PutOutcome::kUnchanged;
  const bool is_same = told_apart_by(before) == told_apart_by(article);
  return is_same ? PutOutcome::kReplaced : PutOutcome::kReplacedAnother;
}

}  // namespace

void Writer::Implementation::explain(const std::string& text) const {
  if (options.explain) options.explain(text);
}

/// That nothing can be loaded in bulk.
void Writer::Implementation::warn_of(const Error& unsupported) const {
  if (options.warn)
    options.warn(unsupported.message + ": writing through its API, which takes several times as long");
}

void Writer::Implementation::open_live(const std::string& path) {
  current = path;
  live.emplace(path, enrichment);
}

std::expected<void, Error> Writer::Implementation::begin_bulk() {
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
std::expected<void, Error> Writer::Implementation::publish(const std::string& path) {
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

std::expected<void, Error> Writer::Implementation::finish_bulk() {
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

std::expected<void, Error> Writer::Implementation::finish_increment() {
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

std::expected<PutOutcome, Error> Writer::Implementation::put(Article article, std::string_view origin) {
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
std::expected<void, Error> Writer::Implementation::choose() {
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
void Writer::Implementation::flush() {
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

bool Writer::Implementation::remove(std::string_view id) {
  if (bulk) return bulk->remove(id);
  if (increment) return increment->remove(id);
  flush();
  const auto known = live->find(id);
  if (known) live->remove(*known);
  return known.has_value();
}

LiveWriter::Missing Writer::Implementation::missing(std::string_view origin) {
  if (bulk) return {};  // everything there was put by this Writer
  flush();
  return live->missing(origin);
}

std::expected<std::uint64_t, Error> Writer::Implementation::remove_missing(std::string_view origin) {
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

std::expected<void, Error> Writer::Implementation::commit() {
  if (bulk && bulk->size() > 0) return finish_bulk();
  if (increment) return finish_increment();
  flush();
  live->commit();
  has_new_files = false;
  return {};
}

std::uint64_t Writer::Implementation::size() const {
  if (bulk) return bulk->size();
  if (increment) return increment->size();
  return live->database().get_doccount() + waiting.new_articles();
}

}  // namespace dateline
