// How much one client may ask: a bucket of requests that fills steadily.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/address_range.h"
#include "server/http.h"

namespace dateline {

/// Token buckets by client. Safe to use from any thread.
class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `per_second` requests a second on average, twice that at once; 0: no limit.
  explicit RateLimiter(double per_second) : per_second_(per_second) {}

  /// Takes a request out of the client's bucket; false if there is none in it.
  bool allow(const std::string& client, Time now);

 private:
  struct Bucket {
    double requests;
    Time filled;
  };
  void forget_full_ones(Time now);

  const double per_second_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

/// More clients at a time than this are not told apart: all are forgotten.
inline constexpr std::size_t kMaxClients = 100'000;

/// Whose bucket the client at `address` empties: of IPv6 everybody's in the same /64, the least that a
/// network is given, of which one attacker has all addresses. What is no IPv6 address is its own.
std::string bucket_of(const std::string& address);

/// Who asks: the peer, or, where the peer is one of our own proxies, the last address of X-Forwarded-For that
/// is not, without the port that some proxies write behind it, and IPv4 as IPv4.
std::string client_of(const HttpRequest& request, const std::vector<AddressRange>& trusted_proxies);

}  // namespace dateline
