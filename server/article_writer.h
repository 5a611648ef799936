// Adding and deleting articles while the server runs: one thread writes, and what waits is committed
// together.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "indexer/writer.h"
#include "server/http.h"

namespace dateline {

/// Where and how to write.
struct ArticleWriterSettings {
  std::string directory;
  bool finds_names = true;  ///< as dateline-index does
  std::size_t queue = 64;   ///< requests waiting; more are refused
  /// The index is held for writing this long after the last change, then another program may write to it.
  std::chrono::milliseconds hold{1000};
};

/// The one writer of an index. Safe to use from any thread.
class ArticleWriter {
 public:
  using Done = std::function<void(HttpResponse)>;

  explicit ArticleWriter(ArticleWriterSettings settings);
  /// Finishes what waits.
  ~ArticleWriter();
  ArticleWriter(const ArticleWriter&) = delete;
  ArticleWriter& operator=(const ArticleWriter&) = delete;

  /// Adds or replaces the articles of `body`, in any form of JSON that is read elsewhere: one object a line,
  /// or, where `content_type` is application/json, one array or object over any lines. `done` gets a result a
  /// line once all are durable: 200 if the index was written, each with its `line` or the `item` of the
  /// array; 400 if the array or object is no JSON; 503 if another program holds the index. False if the queue
  /// is full.
  bool put(std::string body, std::string content_type, Done done);

  /// Deletes an article: 204, or 404 if there is none.
  bool remove(std::string id, Done done);

  /// Called after each commit, on the writer's thread.
  std::function<void()> committed;

 private:
  struct Change {
    std::optional<std::string> id{};  ///< to delete; else `body` to put
    std::string body{}, content_type{};
    Done done;
  };

  bool submit(Change change);
  void work();
  void carry_out(std::vector<Change> changes);
  std::expected<void, Error> open();
  void write_columns();

  ArticleWriterSettings settings_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Change> queue_;
  bool stopping_ = false;
  std::optional<Writer> writer_;
  /// When to write the column file; none where it has all there is.
  std::optional<std::chrono::steady_clock::time_point> columns_due_;
  std::chrono::steady_clock::time_point columns_rest_until_{};  ///< not to be written before
  std::jthread thread_;
};

}  // namespace dateline
