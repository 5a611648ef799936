#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/writer.h"
#include "query/order.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

const std::string kText =
    "The river rose by two metres overnight and left its banks at four in the morning. Firemen brought sixty "
    "people out of a home for the old, and the mayor opened the school for those who could not go back.";

Article article(std::string id, int day, std::string text) {
  return {.id = std::move(id),
          .title = "Flood",
          .text = std::move(text),
          .published = *parse_date("2021-07-" + std::to_string(day))};
}

/// A chain of edits, of which the ends share little; one article too late; one of another story.
std::vector<Article> articles() {
  return {
      article("a", 12, kText + " No train will run before Friday, the railway said."),
      article("b", 13, kText),
      article("c", 15, "CORRECTED - " + kText + " The weather office sees no end of the rain for now."),
      article("late", 25, kText),
      article("other", 13,
              "Quite another thing happened on that day, and nobody who was there has forgotten it since.")};
}

/// The ids that `story:id` finds, in order of id.
std::vector<std::string> story(const Index& index, const std::string& id) {
  std::vector<std::string> ids;
  const auto page = *index.search({.text = "story:" + id});
  for (const auto& hit : page.hits) ids.push_back(hit.article.id);
  std::ranges::sort(ids);
  return ids;
}

TEST(Stories, AreTheSameInAnyOrderOfLoading) {
  for (std::size_t turn = 0; turn < 5; ++turn) {
    auto all = articles();
    std::ranges::rotate(all, all.begin() + static_cast<std::ptrdiff_t>(turn));
    TemporaryFolder folder;
    auto writer = *Writer::open(folder.path("index"), {.finds_names = false});
    for (std::size_t n = 0; n < all.size(); ++n) {
      ASSERT_TRUE(writer.put(all[n], ""));
      if (n != 2) continue;
      ASSERT_TRUE(writer.commit());  // the first in bulk, the rest live
    }
    ASSERT_TRUE(writer.commit());
    const auto index = *Index::open(folder.path("index"));
    const std::vector<std::string> group{"a", "b", "c"};
    for (const auto& id : group) EXPECT_EQ(story(index, id), group);
    EXPECT_EQ(story(index, "late"), std::vector<std::string>{"late"});
    EXPECT_EQ(story(index, "other"), std::vector<std::string>{"other"});
    EXPECT_TRUE(story(index, "nobody").empty());
    const auto page = *index.search({.text = "*"});
    for (const auto& hit : page.hits) {
      const bool is_grouped = std::ranges::find(group, hit.article.id) != group.end();
      EXPECT_EQ(hit.story, is_grouped ? "a" : hit.article.id);
      EXPECT_EQ(hit.same_story, is_grouped ? 2u : 0u);
    }
  }
}

TEST(Stories, AreOneHitEachWhereGrouped) {
  TemporaryFolder folder;
  auto writer = *Writer::open(folder.path("index"), {.finds_names = false});
  for (const auto& one : articles()) ASSERT_TRUE(writer.put(one, ""));
  ASSERT_TRUE(writer.commit());
  const auto index = *Index::open(folder.path("index"));
  const auto ids = [&](SearchRequest request) {
    request.group_stories = true;
    std::string found;
    const auto page = *index.search(request);
    for (const auto& hit : page.hits) found += hit.article.id + "+" + std::to_string(hit.same_story) + " ";
    return found;
  };
  EXPECT_EQ(ids({.text = "*", .sort = Sort::kNewest}), "late+0 c+2 other+0 ");
  EXPECT_EQ(ids({.text = "*", .sort = Sort::kOldest}), "a+2 other+0 late+0 ");
  EXPECT_EQ(ids({.text = "*", .sort = Sort::kNewest, .offset = 1, .limit = 1}), "c+2 ");
  EXPECT_EQ(ids({.text = "* until:2021-07-13", .sort = Sort::kNewest}), "other+0 b+1 ") << "of those found";
  EXPECT_EQ(ids({.text = "*", .sort = Sort::kNewest, .offset = 3}), "");
  EXPECT_EQ(index.search({.text = "*", .group_stories = true})->total, 5u);

  const auto notes = [&](std::uint32_t offset) {
    return index.search({.text = "*", .offset = offset, .limit = kMostGrouped, .group_stories = true})
        ->notes.size();
  };
  EXPECT_EQ(notes(0), 0u);
  EXPECT_EQ(notes(1), 1u) << "a reader must know where stories come apart";
}

/// Every article was compared with every other one: 3,000 copies took eleven seconds, and a server's worker
/// hung over 6,000 pages that had nothing but one notice on them.
TEST(Stories, OfVeryManyCopiesAreCut) {
  const auto page_of = [](int copies, const std::string& text) {
    TemporaryFolder folder;
    auto writer = *Writer::open(folder.path("index"), {.finds_names = false});
    for (int n = 0; n < copies; ++n)
      EXPECT_TRUE(writer.put({.id = std::to_string(n), .title = "Notice", .text = text}, ""));
    EXPECT_TRUE(writer.commit());
    const auto index = *Index::open(folder.path("index"));
    return *index.search({.text = "notice", .limit = 1});
  };
  const auto whole = page_of(1'000, kText);
  EXPECT_EQ(whole.hits[0].same_story, 999u);
  EXPECT_TRUE(whole.notes.empty());
  const auto cut = page_of(6'000, kText);
  EXPECT_GT(cut.hits[0].same_story, 4'000u);
  EXPECT_LT(cut.hits[0].same_story, 5'999u);
  ASSERT_EQ(cut.notes.size(), 1u);
  EXPECT_EQ(cut.notes[0].code, "stories");
  std::string long_text;
  for (int n = 0; n < 30'000; ++n) long_text += "w" + std::to_string(n) + " ";
  EXPECT_LT(page_of(120, long_text).hits[0].same_story, 119u) << "what is read counts, not only how often";
}

}  // namespace
}  // namespace dateline
