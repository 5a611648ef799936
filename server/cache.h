// Responses kept in memory, as many as fit into a number of bytes, while the index stays as it is.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http.h"

namespace dateline {

/// A cache that forgets what was used longest ago. Safe to use from any thread.
class ResponseCache {
 public:
  /// `bytes` of keys and responses, overhead estimated; 0: keeps nothing.
  explicit ResponseCache(std::size_t bytes) : limit_(bytes) {}

  /// The response kept for `key`, if it was made from `revision` of the index.
  std::shared_ptr<const HttpResponse> find(const std::string& key, std::string_view revision);

  /// Keeps `response`. One that would take more than an eighth of the cache is not kept.
  void keep(const std::string& key, std::string_view revision, HttpResponse response);

  std::size_t bytes() const;
  std::uint64_t hits() const;
  std::uint64_t misses() const;

 private:
  struct Entry {
    std::string key;
    std::string revision;
    std::shared_ptr<const HttpResponse> response;
    std::size_t bytes;
  };
  using Entries = std::list<Entry>;  // the last used first

  void drop(Entries::iterator entry);

  mutable std::mutex mutex_;
  const std::size_t limit_;
  std::size_t bytes_ = 0;
  std::uint64_t hits_ = 0, misses_ = 0;
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> by_key_;
};

}  // namespace dateline
