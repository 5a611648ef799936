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
  EXPECT_EQ(client_of(request, {"10.0.0.1", "10.0.0.2"}), GetParam().client);
}
TEST(ClientOfSeveralLines, ReadsTheOneThatAProxyAdds) {
  // HAProxy writes its own line below the one that the client invented.
  const HttpRequest request{.headers = {{"x-forwarded-for", "9.9.9.9"}, {"x-forwarded-for", "1.1.1.1"}},
                            .client = "10.0.0.1"};
  EXPECT_EQ(client_of(request, {"10.0.0.1"}), "1.1.1.1");
}

INSTANTIATE_TEST_SUITE_P(Peers, ClientOf,
                         testing::Values(ClientCase{"Stranger", "8.8.8.8", "1.1.1.1", "8.8.8.8"},
                                         ClientCase{"Proxy", "10.0.0.1", "1.1.1.1", "1.1.1.1"},
                                         ClientCase{"TwoProxies", "10.0.0.1", "1.1.1.1, 10.0.0.2", "1.1.1.1"},
                                         ClientCase{"Invented", "10.0.0.1", "9.9.9.9, 1.1.1.1", "1.1.1.1"},
                                         ClientCase{"NoField", "10.0.0.1", "", "10.0.0.1"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
