// What was made of a text is made once, whatever texts come between.
#include "indexer/entities/remembered.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

TEST(Remembered, MakesOnce) {
  Remembered<std::string> remembered;
  int made = 0;
  const auto make = [&](std::string_view text) { return ++made, std::string(text) + "!"; };
  EXPECT_EQ(remembered.of("Jones", make), "Jones!");
  EXPECT_EQ(remembered.of("Jones", make), "Jones!");
  EXPECT_EQ(made, 1);
}

TEST(Remembered, TellsTextsApartThatShareAPlace) {
  Remembered<std::string> remembered;
  const auto make = [](std::string_view text) { return std::string(text); };
  for (int round = 0; round < 2; ++round) {
    for (int n = 0; n < 20'000; ++n) ASSERT_EQ(remembered.of(std::to_string(n), make), std::to_string(n));
  }
}

TEST(Remembered, KeepsNoLongText) {
  Remembered<std::string> remembered;
  int made = 0;
  const auto make = [&](std::string_view text) { return ++made, std::string(text); };
  const std::string text(65, 'x');
  EXPECT_EQ(remembered.of(text, make), text);
  EXPECT_EQ(remembered.of(text, make), text);
  EXPECT_EQ(made, 2);
}

}  // namespace
}  // namespace dateline
