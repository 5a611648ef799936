#include "server/rate_limit.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "corpus/base/text.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

constexpr double kBurstSeconds = 2;

double seconds_between(RateLimiter::Time from, RateLimiter::Time to) {
  return std::chrono::duration<double>(to - from).count();
}

/// "192.0.2.1" of "::ffff:192.0.2.1", as a proxy writes it that listens for both kinds on one socket;
/// anything else as it is.
std::string unmapped(std::string address) {
  in6_addr bytes{};
  if (::inet_pton(AF_INET6, address.c_str(), &bytes) != 1 || !IN6_IS_ADDR_V4MAPPED(&bytes)) return address;
  std::array<char, INET_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET, &bytes.s6_addr[12], text.data(), text.size());
  return text.data();
}

/// "2001:db8::1" of "[2001:db8::1]:443", "192.0.2.1" of "192.0.2.1:443"; anything else as it is.
std::string without_port(std::string address) {
  if (address.starts_with('[')) return address.substr(1, address.find(']') - 1);
  const auto colon = address.find(':');
  const bool has_port = colon != std::string::npos && address.find(':', colon + 1) == std::string::npos;
  return has_port ? address.substr(0, colon) : address;
}

}  // namespace

bool RateLimiter::allow(const std::string& client, Time now) {
  if (per_second_ <= 0) return true;
  const double full = std::max(1.0, per_second_ * kBurstSeconds);
  const std::scoped_lock lock(mutex_);
  if (buckets_.size() >= kMaxClients) forget_full_ones(now);
  auto& bucket = buckets_.try_emplace(client, Bucket{full, now}).first->second;
  bucket.requests = std::min(full, bucket.requests + seconds_between(bucket.filled, now) * per_second_);
  bucket.filled = now;
  if (bucket.requests < 1) return false;
  bucket.requests -= 1;
  return true;
}

/// A full bucket is the same as none. If none is full, all are forgotten: memory is bounded before all else.
void RateLimiter::forget_full_ones(Time now) {
  std::erase_if(buckets_,
                [&](const auto& entry) { return seconds_between(entry.second.filled, now) > kBurstSeconds; });
  if (buckets_.size() >= kMaxClients) buckets_.clear();
}

std::string bucket_of(const std::string& address) {
  constexpr std::size_t kNetworkBytes = 8;
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  std::fill(bytes.begin() + kNetworkBytes, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
  return std::string(text.data()) + "/64";
}

std::string client_of(const HttpRequest& request, const std::vector<AddressRange>& trusted_proxies) {
  const auto is_trusted = [&](std::string_view address) {
    return std::ranges::any_of(trusted_proxies,
                               [&](const AddressRange& range) { return range.contains(address); });
  };
  auto client = request.client;
  std::vector<std::string>
      forwarded;  // proxies add to the line that is there, or a line of their own below it
  for (const auto& [name, value] : request.headers) {
    if (name == "x-forwarded-for") std::ranges::move(split_list(value), std::back_inserter(forwarded));
  }
  while (is_trusted(client) && !forwarded.empty()) {
    client = unmapped(without_port(std::move(forwarded.back())));
    forwarded.pop_back();
  }
  return client;
}

}  // namespace dateline
