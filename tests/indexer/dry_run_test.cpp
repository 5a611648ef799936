#include "indexer/dry_run.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

/// Names that the text does not have were counted by views of strings that a later name moved away: whoever
/// came behind them got another's count, or none.
TEST(DryRunLine, CountsEveryNameBehindOnesThatTheTextDoesNotHave) {
  Article article{.id = "1", .title = "Talks", .text = "Oslo and Bergen. Oslo."};
  for (const auto* name : {"Usa", "Peru", "Oslo", "Chad", "Mali", "Bergen"})
    article.places.push_back({.name = name});
  const std::vector<NamedMention> mentions{{.mention = {MentionType::kPlace, 0, 4}, .name = "Oslo"},
                                           {.mention = {MentionType::kPlace, 9, 15}, .name = "Bergen"},
                                           {.mention = {MentionType::kPlace, 17, 21}, .name = "Oslo"}};
  const auto printed = nlohmann::json::parse(dry_run_line(article, mentions));
  std::map<std::string, int> counts;
  for (const auto& place : printed["places"]) counts[place["name"]] = place["count"];
  const std::map<std::string, int> expected{{"Bergen", 1}, {"Chad", 0}, {"Mali", 0},
                                            {"Oslo", 2},   {"Peru", 0}, {"Usa", 0}};
  EXPECT_EQ(counts, expected);
}

}  // namespace
}  // namespace dateline
