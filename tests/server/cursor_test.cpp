#include "server/cursor.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Cursor, ComesBackAsItWent) {
  const auto cursor = parse_cursor(to_text({.offset = 1'000'000, .revision = "r1"}));
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->offset, 1'000'000U);
  const auto other = parse_cursor(to_text({.offset = 1'000'000, .revision = "r2"}));
  EXPECT_NE(cursor->revision, other->revision);
}

TEST(Cursor, BeginsWithAStar) { EXPECT_EQ(parse_cursor("*")->offset, 0U); }

TEST(Cursor, SaysWhatIsNone) {
  for (const char* text :
       {"", "x", "5", "-0123456789abcdef", "5-", "zz-0123456789abcdef", "-5-0123456789abcdef"})
    EXPECT_FALSE(parse_cursor(text)) << text;
  EXPECT_EQ(parse_cursor("x").error().message,
            "'x' is not a cursor: write * for the first page, then what 'next_cursor' says");
}

}  // namespace
}  // namespace dateline
