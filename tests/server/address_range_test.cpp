#include "server/address_range.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

struct RangeCase {
  const char* name;
  const char* range;
  const char* inside;
  const char* outside;
};
class Range : public testing::TestWithParam<RangeCase> {};
TEST_P(Range, Contains) {
  const auto range = parse_address_range(GetParam().range);
  ASSERT_TRUE(range) << range.error().message;
  EXPECT_TRUE(range->contains(GetParam().inside));
  EXPECT_FALSE(range->contains(GetParam().outside));
}
INSTANTIATE_TEST_SUITE_P(
    Ranges, Range,
    testing::Values(RangeCase{"OneAddress", "10.0.0.1", "10.0.0.1", "10.0.0.2"},
                    RangeCase{"WholeBytes", "10.0.0.0/8", "10.255.3.4", "11.0.0.0"},
                    RangeCase{"PartOfAByte", "172.16.0.0/12", "172.31.255.255", "172.32.0.0"},
                    RangeCase{"LastBit", "192.0.2.6/31", "192.0.2.7", "192.0.2.8"},
                    RangeCase{"AllOfIpv4", "0.0.0.0/0", "9.9.9.9", "2001:db8::1"},
                    RangeCase{"AddressInside", "10.1.2.3/8", "10.0.0.0", "9.1.2.3"},
                    RangeCase{"Loopback6", "::1/128", "::1", "::2"},
                    RangeCase{"Ipv6", "2001:db8::/32", "2001:DB8:ffff::1", "2001:db9::1"},
                    RangeCase{"AllOfIpv6", "::/0", "fe80::1", "no address"},
                    RangeCase{"Mapped", "10.0.0.0/8", "::ffff:10.1.2.3", "::ffff:11.1.2.3"},
                    RangeCase{"MappedRange", "::ffff:10.0.0.0/104", "10.1.2.3", "11.1.2.3"},
                    RangeCase{"NoAddress", "10.0.0.0/8", "10.0.0.0", "unix:"}),
    [](const auto& row) { return std::string(row.param.name); });

class NoRange : public testing::TestWithParam<const char*> {};
TEST_P(NoRange, IsRefused) {
  const auto range = parse_address_range(GetParam());
  ASSERT_FALSE(range);
  EXPECT_EQ(range.error().message, "'" + std::string(GetParam()) +
                                       "' is not an address or a range of addresses: write one such as "
                                       "10.0.0.1 or 10.0.0.0/8");
}
INSTANTIATE_TEST_SUITE_P(Texts, NoRange,
                         testing::Values("", "proxy", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x",
                                         "10.0.0.0/-1", "::/129", "10.0.0.0/8/8", "[::1]", "10.0.0.0 /8"));

}  // namespace
}  // namespace dateline
