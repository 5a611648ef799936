#include "server/cache.h"

namespace dateline {
namespace {

/// What the list, the table and the allocator take beside the texts.
constexpr std::size_t kOverhead = 512;

std::size_t size_of(const std::string& key, const HttpResponse& response) {
  std::size_t bytes = kOverhead + key.size() + response.body.size();
  for (const auto& [name, value] : response.headers) bytes += name.size() + value.size() + 64;
  return bytes;
}

}  // namespace

std::shared_ptr<const HttpResponse> ResponseCache::find(const std::string& key, std::string_view revision) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || found->second->revision != revision) {
    ++misses_;
    if (found != by_key_.end()) drop(found->second);
    return nullptr;
  }
  ++hits_;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->response;
}

void ResponseCache::keep(const std::string& key, std::string_view revision, HttpResponse response) {
  const auto bytes = size_of(key, response);
  if (bytes > limit_ / 8) return;
  const std::scoped_lock lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
  while (bytes_ + bytes > limit_) drop(std::prev(entries_.end()));
  entries_.push_front(
      {key, std::string(revision), std::make_shared<const HttpResponse>(std::move(response)), bytes});
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
}

void ResponseCache::drop(Entries::iterator entry) {
  bytes_ -= entry->bytes;
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

std::size_t ResponseCache::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

std::uint64_t ResponseCache::hits() const {
  const std::scoped_lock lock(mutex_);
  return hits_;
}

std::uint64_t ResponseCache::misses() const {
  const std::scoped_lock lock(mutex_);
  return misses_;
}

}  // namespace dateline
