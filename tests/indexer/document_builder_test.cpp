#include "indexer/document_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "indexer/document.h"

namespace dateline {
namespace {

Article sample() {
  Article article{
      .id = "1", .title = "US floods", .text = "Floods hit us. The U.S. flooded.", .language = "en"};
  article.published = *parse_date("2021-08-26T23:30:00-05:00");
  article.people = {{.name = "Seth G. Jones"}, {.name = "Ana Díaz", .origin = Origin::kText}};
  return article;
}

/// Term -> "wdf @positions".
std::map<std::string, std::string> terms(const IndexDocument& document) {
  std::map<std::string, std::string> shown;
  for (const auto& term : document.terms) {
    auto text = std::to_string(term.wdf);
    for (const auto position : document.positions_of(term)) text += " @" + std::to_string(position);
    shown[std::string(document.name(term))] = text;
  }
  return shown;
}

TEST(DocumentTerms, AreAsTheSchemaSays) {
  DocumentBuilder builder;
  std::vector<Synonym> synonyms;
  const auto& document = builder.build(sample(), "wire/", synonyms);
  EXPECT_EQ(terms(document), (std::map<std::string, std::string>{
                                 {"floods", "2"},
                                 {"us", "3"},
                                 {"hit", "1"},
                                 {"the", "1"},
                                 {"flooded", "1"},
                                 {"Sus", "0"},
                                 {"Sfloods", "0"},
                                 {"EUS", "0"},
                                 {"EU.S.", "0"},
                                 {"Eus", "0"},
                                 {"EFloods", "0"},
                                 {"Efloods", "0"},
                                 {"EThe", "0"},
                                 {"XPEseth g jones", "0"},
                                 {"XPEana diaz", "0"},
                                 {"XPMEseth g jones", "0"},
                                 {"XPseth", "0 @1"},
                                 {"XPg", "0 @2"},
                                 {"XPjones", "0 @3"},
                                 {"XPana", "0 @104"},
                                 {"XPdiaz", "0 @105"},
                                 {"XPMseth", "0 @1"},
                                 {"XPMg", "0 @2"},
                                 {"XPMjones", "0 @3"},
                                 {"Len", "0"},
                                 {"Q1", "0"},
                                 {"XR" + stable_id("wire/").substr(0, 10), "0"},
                             }));
}

TEST(DocumentSynonyms, AreGivenOnce) {
  DocumentBuilder builder;
  std::vector<Synonym> synonyms;
  builder.build(sample(), "", synonyms);
  std::vector<std::string> shown;
  for (const auto& [key, word] : synonyms) shown.push_back(key + "=" + word);
  EXPECT_THAT(shown, testing::UnorderedElementsAre("Vus=US", "Vus=U.S.", "Vfloods=Floods", "Vthe=The",
                                                   "Zen:flood=floods", "Zen:flood=flooded"));
  synonyms.clear();
  builder.build(sample(), "", synonyms);
  EXPECT_TRUE(synonyms.empty());
}

TEST(DocumentSlots, KeepInstantAndPublishersDay) {
  DocumentBuilder builder;
  std::vector<Synonym> synonyms;
  const auto& document = builder.build(sample(), "", synonyms);
  ASSERT_EQ(document.values.size(), 3u);
  EXPECT_EQ(decode_instant(document.values[0].second), parse_date("2021-08-27T04:30:00Z")->instant);
  EXPECT_EQ(decode_day(document.values[1].second), parse_date("2021-08-26")->day());
}

TEST(DocumentBuilder, ManyTermsSurviveTheGrowingTable) {
  std::string text;
  for (int n = 0; n < 20'000; ++n) text += "Word" + std::to_string(n) + " ";
  DocumentBuilder builder;
  std::vector<Synonym> synonyms;
  const auto& document = builder.build({.id = "1", .title = "t", .text = text}, "", synonyms);
  const auto words = std::ranges::count_if(
      document.terms, [&](const auto& term) { return document.name(term).starts_with("word"); });
  EXPECT_EQ(words, 20'000);
  EXPECT_EQ(std::ranges::count_if(document.terms, [](const auto& term) { return term.wdf > 1; }), 0);
}

TEST(DocumentBuilder, EnrichesWhatItIndexesButNotTheDigest) {
  DocumentBuilder builder(
      {.add = [](Article& article) { article.places.push_back({.name = "Oban", .origin = Origin::kText}); },
       .version = "v"});
  std::vector<Synonym> synonyms;
  const auto& document = builder.build(sample(), "", synonyms);
  EXPECT_EQ(terms(document).count("XLEoban"), 1u);
  EXPECT_EQ(terms(document).count("XLMEoban"), 0u);
  EXPECT_EQ(document.values.back().second, digested(sample(), "v").digest);
  EXPECT_EQ(decode_stored(document.data, false)->places.back().name, "Oban");
}

TEST(DocumentWords, StandInOrderOfTheText) {
  DocumentBuilder builder;
  std::vector<Synonym> synonyms;
  const auto& document = builder.build(sample(), "", synonyms);
  std::string places;
  for (const auto& [number, position] : document.words)
    places += std::string(document.table->name(number)) + "@" + std::to_string(position) + " ";
  EXPECT_EQ(places, "us@1 floods@2 floods@256 hit@257 us@258 the@259 us@260 flooded@261 ");
}

TEST(DocumentTerms, DoNotDependOnTheArticlesBefore) {
  DocumentBuilder fresh, used;
  std::vector<Synonym> synonyms;
  for (const auto* text : {"Floods of US dollars", "the SEA", ""})
    used.build({.id = text, .title = "T", .text = text, .language = "en"}, "", synonyms);
  EXPECT_EQ(terms(used.build(sample(), "", synonyms)), terms(fresh.build(sample(), "", synonyms)));
}

TEST(DocumentSynonyms, AreGivenForEachLanguage) {
  DocumentBuilder builder;
  std::vector<Synonym> synonyms;
  for (const auto* language : {"en", "de", "en"})
    builder.build({.id = "1", .title = "", .text = "floods", .language = language}, "", synonyms);
  std::vector<std::string> shown;
  for (const auto& [key, word] : synonyms) shown.push_back(key + "=" + word);
  EXPECT_THAT(shown, testing::ElementsAre("Zen:flood=floods", "Zde:flood=floods"));
}

}  // namespace
}  // namespace dateline
