#include "indexer/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

Article sample() {
  Article article{
      .id = "1", .title = "US floods", .text = "Floods hit us. The U.S. flooded.", .language = "en"};
  article.published = *parse_date("2021-08-26T23:30:00-05:00");
  article.people = {{.name = "Seth G. Jones"}, {.name = "Ana Díaz", .origin = Origin::kText}};
  return article;
}

TEST(IndexedWords, StandWhereTheSchemaSays) {
  std::string places;
  Tokenizer tokenizer;
  const auto article = sample();
  for_each_indexed_word(tokenizer, article.title, article.text,
                        [&](const Token& token, std::uint32_t position) {
                          places += std::string(token.term) + "@" + std::to_string(position) + " ";
                        });
  EXPECT_EQ(places, "us@1 floods@2 floods@256 hit@257 us@258 the@259 us@260 flooded@261 ");
}

TEST(StoredForm, ComesBackAsItWas) {
  const auto article = sample();
  const auto data = encode_stored(article);
  EXPECT_EQ(*decode_stored(data, true), article);
  EXPECT_EQ(stored_text(data), article.text);
  EXPECT_EQ(decode_stored("{}", true).error().code, ErrorCode::kCorrupt);
}

TEST(Digest, ChangesWithEveryField) {
  auto other = sample();
  EXPECT_EQ(digested(other, "").digest, digested(sample(), "").digest);
  other.people[0].relation = Relation::kAbout;
  EXPECT_NE(digested(other, "").digest, digested(sample(), "").digest);
  other = sample();
  EXPECT_NE(digested(sample(), "names-1").digest, digested(sample(), "").digest);
  other.text += " ";
  EXPECT_NE(digested(other, "").digest, digested(sample(), "").digest);
}

TEST(ValuesOf, AboutIsWhatTheArticleIsAboutEachOnce) {
  const Article article{.people = {{.name = "Ana Ruiz", .relation = Relation::kAbout}, {.name = "Bo Lind"}},
                        .places = {{.name = "Lima", .relation = Relation::kAbout}},
                        .organizations = {{.name = "Lima", .relation = Relation::kAbout}}};
  EXPECT_EQ(values_of(article, Field::kAbout), (std::vector<std::string>{"Ana Ruiz", "Lima"}));
}

}  // namespace
}  // namespace dateline
