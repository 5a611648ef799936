// Adding and deleting articles while the server runs: one thread writes, and what waits is committed
// together. Another one renews the files that searches read beside the tables, while posts go on.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "indexer/renewal.h"
#include "indexer/writer.h"
#include "server/http.h"
#include "server/renewal_schedule.h"

namespace dateline {

/// Where and how to write.
struct ArticleWriterSettings {
  std::string directory;
  bool finds_names = true;  ///< as dateline-index does
  std::size_t queue = 64;   ///< requests waiting; more are refused
  /// The index is held for writing this long after the last change, then another program may write to it.
  std::chrono::milliseconds hold{1000};
  /// The files beside the index are renewed no sooner than so long after the last time: at 200,000 articles
  /// the smaller one has 30 MB.
  std::chrono::milliseconds rest{30'000};
  /// Told in a sentence what goes wrong that no response says in full. Called on the writer's thread.
  std::function<void(const std::string&)> report{};
  /// Renews the files beside the generation at a path; of its own only in tests, as `rest` is.
  std::function<std::expected<void, Error>(const std::string&)> renew = renew_files;
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

  using Clock = RenewalSchedule::Clock;
  enum class Step { kCarryOut, kBeginRenewal, kEndRenewal, kLetGo, kStop };

  bool submit(Change change);
  void work();
  Step next_step();
  void carry_out();
  std::expected<void, Error> open();
  void begin_renewal();
  std::expected<void, Error> renewed(const std::string& generation, bool is_waited_for) noexcept;
  void end_renewal(const std::expected<void, Error>& renewed, Renewal how);
  void report(const std::string& text) const;

  ArticleWriterSettings settings_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Change> queue_;
  bool stopping_ = false;
  bool is_renewed_ = false;  ///< renewal_ is about to end
  std::optional<Writer> writer_;
  Clock::time_point held_until_{};
  RenewalSchedule schedule_;
  std::future<std::expected<void, Error>> renewal_;  ///< under way; writer_ is held as long
  std::jthread thread_;
};

}  // namespace dateline
