#include "indexer/bulk_load.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "corpus/base/resources.h"
#include "indexer/bulk/builder.h"
#include "indexer/latest_articles.h"
#include "indexer/load_worker.h"
#include "indexer/run_values.h"
#include "indexer/run_words.h"
#include "indexer/schema.h"
#include "indexer/stored_form.h"

namespace dateline {
namespace {

/// A segment is encoded as one piece: large enough to sort well, small enough that all threads' fit into
/// memory, of which each takes some thirteen times the text in it. The first ones are smaller, so that all
/// threads have work soon and to the end of a small load.
constexpr std::size_t kLargestSegment = 8 << 20, kSmallestSegment = 1 << 19, kAllSegments = 16 << 20;

std::size_t segment_bytes(std::uint64_t loaded_bytes, std::size_t threads) {
  constexpr std::uint64_t kShare = 16;  // of what was loaded before it
  const auto largest = std::clamp(kAllSegments / threads, kSmallestSegment, kLargestSegment);
  return std::clamp<std::size_t>(loaded_bytes / kShare, kSmallestSegment, largest);
}

/// About what an article takes of a segment.
std::size_t bytes_of(const Article& article) {
  constexpr std::size_t kRest = 200;
  return article.title.size() + article.text.size() + kRest;
}

}  // namespace

struct BulkLoad::Implementation {
  std::string path;
  BulkBuilder builder;
  Enrichment enrichment;

  LatestArticles latest;
  std::uint64_t bytes = 0;        ///< handed over
  std::uint32_t handed_over = 0;  ///< documents
  Batch filling;

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Batch> waiting;
  bool closed = false;
  std::optional<WrittenNames> written{std::in_place};  ///< of the workers that are done; empty: not of all
  std::optional<std::string>
      dictionary;  ///< known once the first batch is read; empty: articles are not packed
  std::optional<Error> error;
  std::vector<std::jthread> workers;

  Implementation(std::string where, BulkBuilder built, Enrichment added, std::string given_dictionary)
      : path(std::move(where)), builder(std::move(built)), enrichment(std::move(added)) {
    if (!given_dictionary.empty()) dictionary = std::move(given_dictionary);
  }

  ~Implementation() {
    {
      const std::scoped_lock lock(mutex);
      closed = true;
      waiting.clear();
    }
    changed.notify_all();
  }

  /// Hands the batch being filled to the workers; waits while they have enough to do.
  std::expected<void, Error> hand_over() {
    if (filling.articles.empty()) return {};
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting.size() < workers.size() || error; });
    if (error) return std::unexpected(*error);
    const auto next = filling.order + 1, articles = filling.articles.size();
    bytes += filling.bytes;
    filling.first = handed_over + 1;
    handed_over += static_cast<std::uint32_t>(articles);
    waiting.push_back(std::move(filling));
    filling = {.order = next};
    filling.articles.reserve(articles + articles / 4);  // the next one has about as many
    lock.unlock();
    changed.notify_all();
    return {};
  }

  /// Hands the last batch over in small ones, so that all workers end at about the same time. Not the first
  /// one, of which the dictionary is made.
  std::expected<void, Error> hand_over_in_pieces() {
    constexpr std::size_t kPiece = kSmallestSegment / 4;
    if (filling.order == 0) return hand_over();
    auto last = std::exchange(filling.articles, {});
    filling.bytes = 0;
    for (auto& incoming : last) {
      filling.bytes += bytes_of(incoming.article);
      filling.articles.push_back(std::move(incoming));
      if (filling.bytes < kPiece) continue;
      if (auto handed = hand_over(); !handed) return handed;
    }
    return hand_over();
  }

  void work() {
    try {
      index_batches();
    } catch (const std::exception& failure) {
      const std::scoped_lock lock(mutex);
      if (!error) error = lost_resource(failure);
    }
    changed.notify_all();
  }

  void index_batches() {
    LoadWorker worker(enrichment);
    for (;;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return !waiting.empty() || closed; });
      if (waiting.empty()) break;
      const auto batch = std::move(waiting.front());
      waiting.pop_front();
      lock.unlock();
      changed.notify_all();
      const auto done = index(batch, worker);
      if (done) continue;
      lock.lock();
      if (!error) error = done.error();
      return;
    }
    const auto names = worker.names();
    const std::scoped_lock lock(mutex);
    if (!names) written.reset();
    if (written) written->add(*names);
  }

  std::expected<void, Error> index(const Batch& batch, LoadWorker& worker) {
    if (auto added = worker.add(batch); !added) return added;
    if (!worker.has_dictionary()) {
      const auto known = dictionary_for(batch, worker.segment());
      if (!known) return std::unexpected(known.error());
      worker.pack_with(*known);
    }
    return builder.submit(batch.order, worker.segment());
  }

  /// What articles are packed with: the first batch, whose articles are in `segment`, makes it, and the
  /// others wait for that.
  std::expected<std::string, Error> dictionary_for(const Batch& batch, const BulkSegment& segment) {
    std::unique_lock lock(mutex);
    if (!dictionary && batch.order == 0) {
      lock.unlock();
      auto made = dictionary_of(segment.data(), segment.data_sizes());
      lock.lock();
      dictionary = std::move(made);
      changed.notify_all();
    }
    changed.wait(lock, [&] { return dictionary || error; });
    if (error) return std::unexpected(*error);
    return *dictionary;
  }
};

BulkLoad::BulkLoad(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
BulkLoad::BulkLoad(BulkLoad&&) noexcept = default;
BulkLoad& BulkLoad::operator=(BulkLoad&&) noexcept = default;
BulkLoad::~BulkLoad() = default;

std::expected<BulkLoad, Error> BulkLoad::begin(const std::string& path, Enrichment enrichment,
                                               std::string dictionary) {
  auto builder = BulkBuilder::create(path, {.sync = false});  // publishing syncs
  if (!builder) {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
    return std::unexpected(builder.error());
  }
  if (auto set = builder->set_metadata(kSchemaKey, kSchemaVersion); !set) return std::unexpected(set.error());
  auto load = std::make_unique<Implementation>(path, std::move(*builder), std::move(enrichment),
                                               std::move(dictionary));
  start_threads(load->workers, std::max(1u, std::thread::hardware_concurrency()),
                [self = load.get()] { self->work(); });
  return BulkLoad(std::move(load));
}

std::expected<PutOutcome, Error> BulkLoad::put(Article article, std::string_view origin) {
  auto& load = *implementation_;
  auto given = digested(article, load.enrichment.version);
  const auto outcome = load.latest.put(article, digest_number(given.digest), origin);
  if (outcome == PutOutcome::kUnchanged) return outcome;
  load.filling.bytes += bytes_of(article);
  load.filling.articles.emplace_back(std::move(article), std::string(origin), std::move(given));
  if (load.filling.bytes >= segment_bytes(load.bytes, load.workers.size())) {
    if (auto handed = load.hand_over(); !handed) return std::unexpected(handed.error());
  }
  return outcome;
}

bool BulkLoad::remove(std::string_view id) { return implementation_->latest.remove(id); }

std::uint64_t BulkLoad::size() const { return implementation_->latest.size(); }

std::expected<void, Error> BulkLoad::finish(std::optional<FileDrafts>* drafts) {
  auto& load = *implementation_;
  if (auto handed = load.hand_over_in_pieces(); !handed) return handed;
  {
    const std::scoped_lock lock(load.mutex);
    load.closed = true;
  }
  load.changed.notify_all();
  load.workers.clear();  // joins
  if (load.error) return std::unexpected(*load.error);
  // What the workers had is not for the tables, which take little.
  const auto freed = std::async([known = load.latest.take_ids()]() mutable {
    known = {};
    give_back_memory();
  });
  if (auto set = load.builder.set_metadata(kDictionaryKey, load.dictionary.value_or("")); !set) return set;
  Beside beside;
  if (drafts != nullptr && !load.latest.changes_written()) {
    beside = [&](const glass::Runs& runs) {
      drafts->emplace(begin_words(load.path, runs),
                      begin_columns(load.path, runs, load.written ? &*load.written : nullptr));
    };
  }
  if (auto finished = load.builder.finish(beside); !finished) return std::unexpected(finished.error());
  return load.latest.change_written(load.path);
}

}  // namespace dateline
