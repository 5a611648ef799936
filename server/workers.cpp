#include "server/workers.h"

#include <exception>

#include "corpus/base/resources.h"

namespace dateline {

using Clock = std::chrono::steady_clock;

namespace {

std::expected<bool, Error> refreshed(SearchBackend& backend) {
  try {
    return backend.refresh();
  } catch (const std::exception& failure) {
    return std::unexpected(lost_resource(failure));
  }
}

}  // namespace

std::expected<std::unique_ptr<Workers>, Error> Workers::start(const WorkerSettings& settings,
                                                              const BackendFactory& open) {
  std::unique_ptr<Workers> workers(new Workers(settings));
  for (std::size_t n = 0; n < settings.threads; ++n) {
    auto backend = open();
    if (!backend) return std::unexpected(backend.error());
    workers->note_state(**backend);
    workers->backends_.push_back(std::move(*backend));
  }
  for (const auto& backend : workers->backends_) {
    workers->threads_.emplace_back([pool = workers.get(), index = backend.get()] { pool->work(*index); });
  }
  return workers;
}

Workers::~Workers() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
}

bool Workers::submit(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    if (stopping_ || queue_.size() >= settings_.queue) return false;
    queue_.push_back({std::move(job), Clock::now()});
  }
  wake_.notify_one();
  return true;
}

void Workers::submit_always(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    queue_.push_back({std::move(job), Clock::now()});
  }
  wake_.notify_one();
}

std::chrono::steady_clock::time_point Workers::changed() const {
  const std::scoped_lock lock(mutex_);
  return changed_;
}

std::size_t Workers::waiting() const {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

std::string Workers::revision() const {
  const std::scoped_lock lock(mutex_);
  return revision_;
}

std::uint64_t Workers::size() const {
  const std::scoped_lock lock(mutex_);
  return size_;
}

/// Takes jobs until the end; looks for changes of the index when idle, and between jobs when it is time.
void Workers::work(SearchBackend& backend) {
  auto next_refresh = Clock::now() + settings_.refresh;
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait_until(lock, next_refresh, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_ && queue_.empty()) return;
    std::optional<Waiting> next;
    if (!queue_.empty()) {
      next = std::move(queue_.front());
      queue_.pop_front();
    }
    lock.unlock();
    if (Clock::now() >= next_refresh) {
      refresh(backend);
      next_refresh = Clock::now() + settings_.refresh;
    }
    if (next) next->job(Clock::now() - next->since > settings_.patience ? nullptr : &backend);
  }
}

/// An index that cannot be refreshed now, as where it is damaged or there is no memory, goes on serving what
/// it has.
void Workers::refresh(SearchBackend& backend) {
  try {
    const auto changed = refreshed(backend);
    if (!changed) return note_failure(changed.error());
    if (*changed) note_state(backend);
  } catch (...) {  // nor is there memory to say so
  }
}

void Workers::note_failure(const Error& error) {
  if (error.code == ErrorCode::kBusy) return;  // it changed meanwhile
  {
    const std::scoped_lock lock(mutex_);
    if (error.message == failure_) return;
    failure_ = error.message;
  }
  if (settings_.report)
    settings_.report("searches go on in the index as it was, which cannot be refreshed: " + error.message);
}

void Workers::note_state(const SearchBackend& backend) {
  const std::scoped_lock lock(mutex_);
  failure_.clear();
  if (auto revision = backend.revision(); revision != revision_) {
    revision_ = std::move(revision);
    changed_ = Clock::now();
  }
  size_ = backend.size();
}

}  // namespace dateline
