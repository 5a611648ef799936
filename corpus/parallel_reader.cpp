#include "corpus/parallel_reader.h"

#include <algorithm>
#include <utility>

#include "corpus/base/resources.h"

namespace dateline {
namespace {

/// Small files are handed out together: a task has at most this many files, and bytes if more than one file.
constexpr std::size_t kFilesPerTask = 64;
constexpr std::uint64_t kBytesPerTask = 1 << 20;
/// Tasks that may be begun before they are asked for, for each thread.
constexpr std::size_t kTasksAhead = 4;

std::size_t size_of(const std::optional<ReadResult>& result) {
  constexpr std::size_t kOverhead = 512;
  if (!result) return kOverhead;
  return kOverhead + (*result ? (*result)->text.size() : result->error().raw.size());
}

}  // namespace

ParallelReader::ParallelReader(SourceFiles files, ReadOptions options, SitemapIndex& sitemaps)
    : options_(std::move(options)), sitemaps_(sitemaps) {
  tasks_.emplace_back().files = {files.root, {}, std::move(files.refusals)};
  for (auto& path : files.paths) {
    const auto bytes = size_of_file(path);
    total_bytes_ += bytes;
    const auto* last = &tasks_.back();
    if (last->files.paths.size() >= kFilesPerTask || last->bytes + bytes > kBytesPerTask)
      tasks_.emplace_back().files.root = files.root;
    tasks_.back().files.paths.push_back(std::move(path));
    tasks_.back().bytes += bytes;
  }
  start_threads(threads_, options_.jobs, [this] { work(); });
}

ParallelReader::~ParallelReader() {
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
  }
  has_room_.notify_all();
  threads_.clear();
}

void ParallelReader::work() {
  try {
    read_tasks();
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
    has_item_.notify_one();
  }
}

void ParallelReader::read_tasks() {
  for (;;) {
    Task* task = nullptr;
    {
      std::unique_lock lock(mutex_);
      has_room_.wait(lock, [&] {
        return is_closing_ || next_ == tasks_.size() || next_ < first_ + options_.jobs * kTasksAhead;
      });
      if (is_closing_ || next_ == tasks_.size()) return;
      task = &tasks_[next_++];
    }
    read(*task);
  }
}

void ParallelReader::read(Task& task) {
  SourceReader reader(std::move(task.files), options_, sitemaps_, false);
  while (auto result = reader.next()) {
    const bool is_article = result->has_value();
    Item item{.result = std::move(result), .share = reader.share_read().value_or(0)};
    if (is_article) item.where = reader.location(), item.warnings = reader.warnings();
    if (!put(task, std::move(item))) return;
  }
  const std::lock_guard lock(mutex_);
  task.passed_over = reader.passed_over();
  task.is_done = true;
  has_item_.notify_one();
}

bool ParallelReader::put(Task& task, Item item) {
  std::unique_lock lock(mutex_);
  has_room_.wait(lock, [&] { return is_closing_ || task.bytes_ahead < kMaxBytesAhead; });
  if (is_closing_) return false;
  task.bytes_ahead += size_of(item.result);
  task.items.push_back(std::move(item));
  has_item_.notify_one();
  return true;
}

/// The next record of the tasks in their order; nothing when all are done.
std::optional<ParallelReader::Item> ParallelReader::take() {
  std::unique_lock lock(mutex_);
  for (; first_ < tasks_.size(); ++first_) {
    auto& task = tasks_[first_];
    has_item_.wait(lock, [&] { return !task.items.empty() || task.is_done || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    task_bytes_ = task.bytes;
    if (!task.items.empty()) {
      auto item = std::move(task.items.front());
      task.items.pop_front();
      task.bytes_ahead -= std::min(task.bytes_ahead, size_of(item.result));
      has_room_.notify_all();
      return item;
    }
    add(task.passed_over);
    finished_bytes_ += task.bytes;
    task = {};
    has_room_.notify_all();
  }
  task_bytes_ = 0;
  return std::nullopt;
}

void ParallelReader::add(const Tally& more) {
  for (const auto& [kind, count] : more) passed_over_[kind] += count;
}

std::optional<ReadResult> ParallelReader::next() {
  if (!rest_) {
    if (auto item = take()) {
      current_ = std::move(*item);
      return std::exchange(current_.result, std::nullopt);
    }
    rest_ = std::make_unique<SourceReader>(SourceFiles{}, options_, sitemaps_, true);
  }
  auto result = rest_->next();
  current_ = {.where = rest_->location(), .warnings = {}, .share = 1};
  if (!result && !std::exchange(is_over_, true)) add(rest_->passed_over());
  return result;
}

std::optional<double> ParallelReader::share_read() const {
  if (total_bytes_ == 0) return std::nullopt;
  const auto taken = static_cast<double>(finished_bytes_) + current_.share * static_cast<double>(task_bytes_);
  return std::min(taken / static_cast<double>(total_bytes_), 1.0);
}

}  // namespace dateline
