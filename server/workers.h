// A bounded pool of threads that search: each has an index of its own and keeps it fresh.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/backend.h"

namespace dateline {

/// How many threads, how long a queue, how stale an index may be.
struct WorkerSettings {
  std::size_t threads = 2;
  std::size_t queue = 1'000;  ///< jobs waiting; more are refused
  std::chrono::milliseconds refresh{500};
  std::chrono::milliseconds patience{10'000};  ///< a job that waited longer is not begun
  /// Told once in a sentence why the index cannot be refreshed. Called on the workers' threads.
  std::function<void(const std::string&)> report{};
};

/// The pool. Safe to use from any thread.
class Workers {
 public:
  /// What a worker does: with its index, or without one where the job waited too long.
  using Job = std::function<void(SearchBackend* backend)>;

  /// Opens one backend per thread, then starts the threads. Errors: what `open` says
  static std::expected<std::unique_ptr<Workers>, Error> start(const WorkerSettings& settings,
                                                              const BackendFactory& open);

  /// Finishes the jobs that wait, then ends the threads.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Queues `job`; false if the queue is full.
  bool submit(Job job);

  /// Queues `job` however long the queue is: for what was begun already and is bounded by its clients.
  void submit_always(Job job);

  /// Jobs that wait now.
  std::size_t waiting() const;
  /// The revision of the index that the last worker to look saw.
  std::string revision() const;
  /// When that revision was first seen.
  std::chrono::steady_clock::time_point changed() const;
  /// How many articles that revision holds.
  std::uint64_t size() const;

 private:
  struct Waiting {
    Job job;
    std::chrono::steady_clock::time_point since;
  };

  explicit Workers(const WorkerSettings& settings) : settings_(settings) {}
  void work(SearchBackend& backend);
  void refresh(SearchBackend& backend);
  void note_state(const SearchBackend& backend);
  void note_failure(const Error& error);

  WorkerSettings settings_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> queue_;
  bool stopping_ = false;
  std::string revision_;
  std::string failure_;  ///< what was reported last since the index changed
  std::uint64_t size_ = 0;
  std::chrono::steady_clock::time_point changed_ = std::chrono::steady_clock::now();
  std::vector<std::unique_ptr<SearchBackend>> backends_;
  std::vector<std::jthread> threads_;
};

}  // namespace dateline
