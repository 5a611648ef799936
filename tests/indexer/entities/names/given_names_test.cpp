#include "indexer/entities/names/given_names.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(GivenNames, AreOnePersonsByTheirShortForms) {
  EXPECT_TRUE(same_given_name("william", "bill"));
  EXPECT_TRUE(same_given_name("bob", "robert"));
  EXPECT_TRUE(same_given_name("sasha", "alexander"));
  EXPECT_TRUE(same_given_name("sasha", "alexandra"));
  EXPECT_TRUE(same_given_name("bill", "billy"));
  EXPECT_TRUE(same_given_name("volodymyr", "vladimir"));
  EXPECT_TRUE(same_given_name("mohamed", "muhammad"));
}

TEST(GivenNames, ThatShareAShortFormAreTwo) {
  EXPECT_FALSE(same_given_name("alexander", "alexandra"));
  EXPECT_FALSE(same_given_name("edward", "theodore"));
  EXPECT_FALSE(same_given_name("samuel", "samantha"));
}

TEST(GivenNames, ThatAreOnlyRelatedAreTwo) {
  EXPECT_FALSE(same_given_name("michael", "mikhail"));
  EXPECT_FALSE(same_given_name("john", "ivan"));
  EXPECT_FALSE(same_given_name("maria", "mario"));
  EXPECT_FALSE(same_given_name("b", "bill")) << "an initial";
}

TEST(GivenNames, AreShortFormsOrNot) {
  EXPECT_TRUE(is_short_form("ted"));
  EXPECT_FALSE(is_short_form("edward"));
  EXPECT_TRUE(is_short_form("theo"));
  EXPECT_FALSE(is_short_form("orban"));
}

TEST(GivenNames, AreKnown) {
  EXPECT_TRUE(is_known_given_name("james"));
  EXPECT_FALSE(is_known_given_name("orban"));
}

}  // namespace
}  // namespace dateline
