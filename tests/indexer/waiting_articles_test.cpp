#include "indexer/waiting_articles.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// "ID:TITLE:ORIGINS " of each article that waits.
std::string ids(const WaitingArticles& waiting) {
  std::string text;
  for (const auto& [article, origins, is_new, puts] : waiting.entries())
    text += article.id + ":" + article.title + ":" + joined(origins, "+") + " ";
  return text;
}

void put(WaitingArticles& waiting, const char* id, const char* title, const char* origin, bool is_new) {
  waiting.put({.id = id, .title = title}, origin, is_new);
}

TEST(WaitingArticles, AreOneOfEachId) {
  WaitingArticles waiting;
  put(waiting, "1", "A", "x", true);
  const auto bytes = waiting.bytes();
  put(waiting, "2", "B", "x", false);
  put(waiting, "1", "C", "y", true);
  EXPECT_EQ(ids(waiting), "1:C:y 2:B:x ");
  for (const char* origin : {"x", "z", "x"}) waiting.add_origin("2", origin);
  EXPECT_EQ(ids(waiting), "1:C:y 2:B:x+z ");
  EXPECT_EQ(waiting.new_articles(), 1u);
  EXPECT_EQ(waiting.bytes(), 2 * bytes);
  EXPECT_EQ(waiting.find("1")->title, "C");
  EXPECT_EQ(waiting.find("3"), nullptr);
}

TEST(WaitingArticles, AreFoundWhenOthersWereDropped) {
  WaitingArticles waiting;
  for (const char* id : {"1", "2", "3"}) put(waiting, id, id, "", true);
  EXPECT_EQ(waiting.drop("1"), 1u);
  EXPECT_EQ(waiting.drop("nobody"), 0u);
  EXPECT_EQ(ids(waiting), "3:3: 2:2: ");
  put(waiting, "3", "C", "", true);
  EXPECT_EQ(ids(waiting), "3:C: 2:2: ");
  waiting.drop("2");
  EXPECT_EQ(waiting.drop("3"), 2u);
  EXPECT_TRUE(waiting.is_empty());
  EXPECT_EQ(waiting.bytes(), 0u);
  EXPECT_EQ(waiting.new_articles(), 0u);
  EXPECT_EQ(waiting.find("3"), nullptr);
}

}  // namespace
}  // namespace dateline
