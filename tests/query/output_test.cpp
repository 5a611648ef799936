#include "query/output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

Page hostile_page() {
  Hit hit{.article = {.id = "a b",
                      .title = "Red \x1b[31malert",
                      .source = "=cmd()",
                      .people = {{.name = "Ana \"Z\" Díaz"}}},
          .score = 1.5,
          .snippet = {.text = "a flood \xE2\x80\xAE came", .highlights = {{2, 7}}}};
  hit.article.published = *parse_date("2021-08-26");
  return {
      .total = 1, .hits = {hit}, .facets = {{.field = "people", .values = {{"Ana Díaz", 3}}, .distinct = 1}}};
}

TEST(TextOutput, IsSafeAndReadable) {
  EXPECT_EQ(format_page(hostile_page(), OutputFormat::kText, {}),
            "1 article matches; 1 to 1:\n\n"
            "1. Red \\x1b[31malert\n"
            "   2021-08-26 | =cmd() | id a b\n"
            "   a *flood* \\u{202e} came\n"
            "   people: Ana \"Z\" Díaz\n\n"
            "people (1 in all)\n       3  Ana Díaz\n");
}

TEST(TextOutput, ListsTheFirstNamesAndCountsTheOthers) {
  auto page = hostile_page();
  page.hits[0].article.people.clear();
  for (int n = 1; n <= 14; ++n) page.hits[0].article.people.push_back({.name = "P" + std::to_string(n)});
  EXPECT_THAT(format_page(page, OutputFormat::kText, {}),
              testing::HasSubstr("people: P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12 and 2 more\n"));
}

TEST(TextOutput, EmphasisesOnTerminals) {
  EXPECT_THAT(format_page(hostile_page(), OutputFormat::kText, {.colour = true}),
              testing::HasSubstr("a \x1b[1;33mflood\x1b[0m"));
}

TEST(CsvOutput, QuotesAndDefusesFormulas) {
  EXPECT_EQ(format_page(hostile_page(), OutputFormat::kCsv, {}),
            "id,published,title,source,section,authors,language,url,people,places,score,snippet\r\n"
            "a b,2021-08-26,Red \x1b[31malert,'=cmd(),,,,,\"Ana \"\"Z\"\" Díaz\",,1.5000,a flood "
            "\xE2\x80\xAE came\r\n");
}

TEST(TrecOutput, HasSixColumns) {
  EXPECT_EQ(format_page(hostile_page(), OutputFormat::kTrec, {}, "q1"), "q1 Q0 a%20b 1 1.500000 dateline\n");
}

TEST(OutputFormatNames, AreRefusedWithTheList) {
  EXPECT_EQ(parse_output_format("xml").error().message,
            "'xml' is not an output format: write text, json, jsonl, csv, ids or trec");
}

}  // namespace
}  // namespace dateline
