#include "server/workers.h"

#include <exception>

namespace dateline {

using Clock = std::chrono::steady_clock;

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
    const auto changed = backend.refresh();
    if (changed && *changed) note_state(backend);
  } catch (...) {
    return;
  }
}

void Workers::note_state(const SearchBackend& backend) {
  const std::scoped_lock lock(mutex_);
  if (auto revision = backend.revision(); revision != revision_) {
    revision_ = std::move(revision);
    changed_ = Clock::now();
  }
  size_ = backend.size();
}

}  // namespace dateline
