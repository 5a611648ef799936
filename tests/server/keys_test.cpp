#include "server/keys.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

constexpr auto kFile = "# ours\n\nsearch readers-key-000001\r\n  write\teditors-key-000001  \n";

struct KeyCase {
  const char* name;
  const char* authorization;
  Scope scope;
};

class ScopeOf : public testing::TestWithParam<KeyCase> {};

TEST_P(ScopeOf, AsTheFileSays) {
  const auto keys = Keys::parse(kFile);
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys->scope_of(GetParam().authorization), GetParam().scope);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, ScopeOf,
    testing::Values(KeyCase{"Reader", "Bearer readers-key-000001", Scope::kSearch},
                    KeyCase{"Editor", "Bearer editors-key-000001", Scope::kWrite},
                    KeyCase{"SchemeInAnyCase", "bEARER editors-key-000001", Scope::kWrite},
                    KeyCase{"None", "", Scope::kNone}, KeyCase{"Empty", "Bearer ", Scope::kNone},
                    KeyCase{"Prefix", "Bearer editors-key-00000", Scope::kNone},
                    KeyCase{"Longer", "Bearer editors-key-0000011", Scope::kNone},
                    KeyCase{"Twice", "Bearer editors-key-000001editors-key-000001", Scope::kNone},
                    KeyCase{"OtherCase", "Bearer EDITORS-KEY-000001", Scope::kNone},
                    KeyCase{"OtherScheme", "Basic editors-key-000001", Scope::kNone}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Keys, GuardWhatTheFileNames) {
  EXPECT_FALSE(Keys().allow_writing());
  EXPECT_FALSE(Keys().guard_search());
  EXPECT_TRUE(Keys::parse("write 0123456789abcdef")->allow_writing());
  EXPECT_FALSE(Keys::parse("write 0123456789abcdef")->guard_search());
  EXPECT_TRUE(Keys::parse("search 0123456789abcdef")->guard_search());
}

TEST(Keys, SayWhatIsWrongWithoutShowingTheKey) {
  EXPECT_EQ(Keys::parse("admin 0123456789abcdef").error().message,
            "'admin' is not a scope of a key: write 'search KEY' or 'write KEY'");
  EXPECT_EQ(Keys::parse("write secret").error().message,
            "a key of 6 bytes is not a safe key: write one of 16 to 256");
  EXPECT_EQ(Keys::read("/no/such/file").error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace dateline
