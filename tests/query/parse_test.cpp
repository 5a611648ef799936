#include "query/parse.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct ParseCase {
  const char* name;
  const char* typed;
  const char* understood;
  const char* notes;  ///< codes, separated by blanks
};

class Parse : public testing::TestWithParam<ParseCase> {};

TEST_P(Parse, Understands) {
  const auto query = parse_query(GetParam().typed);
  EXPECT_EQ(to_string(query.root), GetParam().understood);
  std::string codes;
  for (const auto& note : query.notes) codes += (codes.empty() ? "" : " ") + note.code;
  EXPECT_EQ(codes, GetParam().notes);
}

std::string row_name(const testing::TestParamInfo<ParseCase>& row) { return row.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Words, Parse,
    testing::Values(ParseCase{"Empty", "", "*", ""}, ParseCase{"Blank", "  ", "*", ""},
                    ParseCase{"Star", "*", "*", ""}, ParseCase{"One", "Flood", "flood", ""},
                    ParseCase{"Two", "airport attack", "(airport attack)", ""},
                    ParseCase{"Accents", "Zürich", "zurich", ""},
                    ParseCase{"Possessive", "Jones's", "jones", ""},
                    ParseCase{"Phrase", "\"White House\"", "\"white house\"", ""},
                    ParseCase{"CurlyQuotes", "“White House”", "\"white house\"", ""},
                    ParseCase{"Guillemets", "«Maison Blanche»", "\"maison blanche\"", ""},
                    ParseCase{"HyphenIsAPhrase", "Sar-e-Pol", "\"sar e pol\"", ""},
                    ParseCase{"Prefix", "econom*", "econom*", ""}, ParseCase{"Exact", "=US", "=US", ""},
                    ParseCase{"ExactPhrase", "=\"White House\"", "\"white house\"", ""},
                    ParseCase{"Commas", "floods, storms", "(floods storms)", ""},
                    ParseCase{"NumbersKeepCommas", "1,000 dead", "(1000 dead)", ""},
                    ParseCase{"PunctuationAlone", "what ? now !", "(what now)", ""},
                    ParseCase{"Colon", "Analysis: floods", "(analysis floods)", ""},
                    ParseCase{"Time", "10:30", "\"10 30\"", ""},
                    ParseCase{"Chinese", "北京大学", "\"北京 京大 大学\"", ""},
                    ParseCase{"OneCharacter", "雨", "雨", ""}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Operators, Parse,
    testing::Values(ParseCase{"And", "flood AND rhine", "(flood AND rhine)", ""},
                    ParseCase{"Or", "flood OR storm", "(flood OR storm)", ""},
                    ParseCase{"LowerCaseIsAWord", "flood or storm", "(flood or storm)", ""},
                    ParseCase{"AndBeforeOr", "a1 OR b1 AND c1", "(a1 OR (b1 AND c1))", ""},
                    ParseCase{"OrBeforeSideBySide", "flood storm OR gale rhine",
                              "(flood (storm OR gale) rhine)", ""},
                    ParseCase{"Not", "flood NOT rhine", "(flood NOT rhine)", ""},
                    ParseCase{"AndNot", "flood AND NOT rhine", "(flood NOT rhine)", ""},
                    ParseCase{"NotAlone", "NOT rhine", "(* NOT rhine)", ""},
                    ParseCase{"Minus", "flood -rhine", "(flood NOT rhine)", ""},
                    ParseCase{"MinusPhrase", "flood -\"river rhine\"", "(flood NOT \"river rhine\")", ""},
                    ParseCase{"Plus", "+flood rhine", "(flood MAYBE rhine)", ""},
                    ParseCase{"PlusTwice", "+flood +rhine", "(flood AND rhine)", ""},
                    ParseCase{"DashBetweenWords", "flood - rhine", "(flood rhine)", ""},
                    ParseCase{"Brackets", "(flood OR storm) AND rhine", "((flood OR storm) AND rhine)", ""},
                    ParseCase{"Nested", "((flood))", "flood", ""}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Fields, Parse,
    testing::Values(ParseCase{"Word", "person:jones", "person:jones", ""},
                    ParseCase{"Value", "person:\"Seth G. Jones\"", "person:\"seth g jones\"", ""},
                    ParseCase{"Alias", "people:jones", "person:jones", ""},
                    ParseCase{"Stated", "place.meta:kabul", "place.meta:kabul", ""},
                    ParseCase{"TitlePhrase", "title:\"White House\"", "title:\"white house\"", ""},
                    ParseCase{"OnlyWhole", "lang:EN", "lang:\"en\"", ""},
                    ParseCase{"Id", "id:Wire-1", "id:\"Wire-1\"", ""},
                    ParseCase{"Excluded", "flood -person:jones", "(flood NOT person:jones)", ""},
                    ParseCase{"Bracket", "person:(jones OR smith)", "(person:jones OR person:smith)", ""},
                    ParseCase{"Unknown", "colour:red", "\"colour red\"", "unknown_field"},
                    ParseCase{"Address", "https://example.org", "\"https example org\"", ""},
                    ParseCase{"Nothing", "person:", "person", ""},
                    ParseCase{"Year", "date:2021", "date:2021-01-01..2021-12-31", ""},
                    ParseCase{"Month", "date:2024-02", "date:2024-02-01..2024-02-29", ""},
                    ParseCase{"Day", "date:2021-08-15", "date:2021-08-15..2021-08-15", ""},
                    ParseCase{"Span", "date:2021-08..2021-09", "date:2021-08-01..2021-09-30", ""},
                    ParseCase{"Since", "date:2021-08..", "date:2021-08-01..", ""},
                    ParseCase{"Until", "date:..2021", "date:..2021-12-31", ""}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Unreadable, Parse,
    testing::Values(ParseCase{"OpenQuote", "\"white house", "\"white house\"", "unbalanced_quote"},
                    ParseCase{"OpenBracket", "(flood", "flood", "unbalanced_bracket"},
                    ParseCase{"CloseBracket", "flood) rhine", "(flood rhine)", "unbalanced_bracket"},
                    ParseCase{"AndAtEnd", "flood AND", "flood", "stray_operator"},
                    ParseCase{"AndAtStart", "AND flood", "flood", "stray_operator"},
                    ParseCase{"OnlyOperator", "OR", "NOT *", "stray_operator nothing_to_search"},
                    ParseCase{"OnlyPunctuation", "???", "NOT *", "nothing_to_search"},
                    ParseCase{"EmptyQuotes", "flood \"\"", "flood", "no_word"},
                    ParseCase{"BadDate", "flood date:yesterdaze", "flood", "bad_date"},
                    ParseCase{"BadMonth", "flood date:2021-13", "flood", "bad_date"},
                    ParseCase{"StarInside", "sar-e*", "\"sar e\"", "wildcard"}),
    row_name);

TEST(ParseBounds, LongQueriesAreCutWithANote) {
  const auto query = parse_query(std::string(10'000, 'a') + " b");
  ASSERT_EQ(query.notes.size(), 1u);
  EXPECT_EQ(query.notes[0].code, "too_long");
}

TEST(ParseBounds, ManyWordsAreCutWithANote) {
  std::string text;
  for (int n = 0; n < 1000; ++n) text += "a ";
  const auto query = parse_query(text);
  ASSERT_EQ(query.notes.size(), 1u);
  EXPECT_EQ(query.notes[0].code, "too_many_words");
  EXPECT_EQ(query.root.children.size(), Budget{}.words);
}

TEST(ParseBounds, DeepBracketsAreCutWithANote) {
  const auto query = parse_query("flood " + std::string(2000, '(') + "rhine" + std::string(2000, ')'));
  ASSERT_FALSE(query.notes.empty());
  EXPECT_EQ(query.notes[0].code, "too_deep");
  EXPECT_EQ(to_string(query.root), "flood");
}

TEST(ParseBounds, AnyBytesAreRead) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second), 'a'};
      parse_query(text);
      parse_query("person:" + text + "\"");
    }
  }
}

}  // namespace
}  // namespace dateline
