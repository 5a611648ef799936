// Reading the files of a source with several threads, as if one did it.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "corpus/reader.h"
#include "corpus/sitemap_index.h"
#include "corpus/source_reader.h"

namespace dateline {

/// Gives what SourceReader gives, in the same order, reading ahead with options.jobs threads. Each thread
/// holds kMaxBytesAhead of records that are not asked for yet, or one record more.
class ParallelReader : public Reader {
 public:
  /// `sitemaps` outlives the reader.
  ParallelReader(SourceFiles files, ReadOptions options, SitemapIndex& sitemaps);
  ~ParallelReader() override;

  std::optional<ReadResult> next() override;
  Location location() const override { return current_.where; }
  std::optional<double> share_read() const override;
  std::vector<std::string> warnings() const override { return current_.warnings; }
  const Tally& passed_over() const override { return passed_over_; }

  static constexpr std::size_t kMaxBytesAhead = 4 << 20;

 private:
  /// A record, with what the reader says of it.
  struct Item {
    std::optional<ReadResult> result;
    Location where;
    std::vector<std::string> warnings;
    double share = 0;  ///< of its task's bytes, read so far
  };
  /// Files that one thread reads one after the other.
  struct Task {
    SourceFiles files;
    std::uint64_t bytes = 0;
    std::deque<Item> items;
    std::size_t bytes_ahead = 0;
    bool is_done = false;
    Tally passed_over;
  };

  void work();
  void read_tasks();
  void read(Task& task);
  /// False when the reader is being closed.
  bool put(Task& task, Item item);
  std::optional<Item> take();
  void add(const Tally& more);

  ReadOptions options_;
  SitemapIndex& sitemaps_;
  std::mutex mutex_;
  std::condition_variable has_item_, has_room_;
  std::deque<Task> tasks_;            ///< `first_` is the one being given
  std::size_t first_ = 0, next_ = 0;  ///< `next_`: the first that no thread has begun
  bool is_closing_ = false, is_over_ = false;
  std::exception_ptr failure_;  ///< of a thread: no memory
  std::uint64_t total_bytes_ = 0, finished_bytes_ = 0, task_bytes_ = 0;
  Item current_;
  Tally passed_over_;
  std::unique_ptr<SourceReader> rest_;  ///< the sitemaps' entries without a page, once all tasks are done
  std::vector<std::jthread> threads_;
};

}  // namespace dateline
