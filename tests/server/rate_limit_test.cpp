#include "server/rate_limit.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(RateLimiter, FillsSteadily) {
  RateLimiter limiter(2);  // four at once
  RateLimiter::Time now{};
  int allowed = 0;
  for (int n = 0; n < 10; ++n) allowed += limiter.allow("a", now) ? 1 : 0;
  EXPECT_EQ(allowed, 4);
  EXPECT_TRUE(limiter.allow("b", now));
  now += std::chrono::milliseconds(500);
  EXPECT_TRUE(limiter.allow("a", now));
  EXPECT_FALSE(limiter.allow("a", now));
}

TEST(RateLimiter, OfZeroAllowsEverything) {
  RateLimiter limiter(0);
  for (int n = 0; n < 1000; ++n) EXPECT_TRUE(limiter.allow("a", {}));
}

TEST(RateLimiter, KeepsABoundedNumberOfClients) {
  RateLimiter limiter(0.5);
  for (std::size_t n = 0; n <= kMaxClients; ++n) EXPECT_TRUE(limiter.allow(std::to_string(n), {}));
}

struct BucketCase {
  const char* name;
  const char* address;
  const char* bucket;
};
class BucketOf : public testing::TestWithParam<BucketCase> {};
// Whoever has a server has a /64, and could ask from another of its addresses each time.
TEST_P(BucketOf, IsOneForANetworkOfIpv6) { EXPECT_EQ(bucket_of(GetParam().address), GetParam().bucket); }

INSTANTIATE_TEST_SUITE_P(Addresses, BucketOf,
                         testing::Values(BucketCase{"Ipv4", "192.0.2.1", "192.0.2.1"},
                                         BucketCase{"Ipv6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
                                         BucketCase{"Shortened", "2001:DB8:1:2::9", "2001:db8:1:2::/64"},
                                         BucketCase{"NextNetwork", "2001:db8:1:3::9", "2001:db8:1:3::/64"},
                                         BucketCase{"NoAddress", "unknown", "unknown"}),
                         [](const auto& row) { return std::string(row.param.name); });

struct ClientCase {
  const char* name;
  const char* peer;
  const char* forwarded;
  const char* client;
};
class ClientOf : public testing::TestWithParam<ClientCase> {};
TEST_P(ClientOf, BelievesOurProxiesOnly) {
  const HttpRequest request{.headers = {{"x-forwarded-for", GetParam().forwarded}},
                            .client = GetParam().peer};
  EXPECT_EQ(client_of(request, {*parse_address_range("10.0.0.1"), *parse_address_range("10.0.0.2/31")}),
            GetParam().client);
}
TEST(ClientOfSeveralLines, ReadsTheOneThatAProxyAdds) {
  // HAProxy writes its own line below the one that the client invented.
  const HttpRequest request{.headers = {{"x-forwarded-for", "9.9.9.9"}, {"x-forwarded-for", "1.1.1.1"}},
                            .client = "10.0.0.1"};
  EXPECT_EQ(client_of(request, {*parse_address_range("10.0.0.1")}), "1.1.1.1");
}

INSTANTIATE_TEST_SUITE_P(
    Peers, ClientOf,
    testing::Values(ClientCase{"Stranger", "8.8.8.8", "1.1.1.1", "8.8.8.8"},
                    ClientCase{"Proxy", "10.0.0.1", "1.1.1.1", "1.1.1.1"},
                    ClientCase{"TwoProxies", "10.0.0.1", "1.1.1.1, 10.0.0.2", "1.1.1.1"},
                    ClientCase{"ProxyOfARange", "10.0.0.3", "1.1.1.1, 10.0.0.2", "1.1.1.1"},
                    ClientCase{"Invented", "10.0.0.1", "9.9.9.9, 1.1.1.1", "1.1.1.1"},
                    // A client whose every connection had a port of its own had no limit.
                    ClientCase{"Port", "10.0.0.1", "1.1.1.1:4711", "1.1.1.1"},
                    ClientCase{"Ipv6", "10.0.0.1", "2001:db8::1", "2001:db8::1"},
                    ClientCase{"Ipv6AndPort", "10.0.0.1", "[2001:db8::1]:443", "2001:db8::1"},
                    // All of IPv4 behind such a proxy was one client.
                    ClientCase{"Mapped", "10.0.0.1", "::ffff:1.1.1.1", "1.1.1.1"},
                    ClientCase{"MappedProxy", "10.0.0.1", "1.1.1.1, ::ffff:10.0.0.2", "1.1.1.1"},
                    ClientCase{"OpenBracket", "10.0.0.1", "[2001:db8::1", "2001:db8::1"},
                    ClientCase{"NoField", "10.0.0.1", "", "10.0.0.1"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
