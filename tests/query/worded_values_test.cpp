#include "query/worded_values.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct WordsCase {
  const char* name;
  const char* typed;   ///< a query that begins with a field's name
  const char* value;   ///< how it was read; "": there is none
  const char* behind;  ///< the text of the lexeme behind it; "": there is none
  const char* notes;   ///< codes, separated by blanks
};
class WordedValue : public testing::TestWithParam<WordsCase> {
 protected:
  /// Reads the value behind the name that `typed` begins with, and compares all that `row` says.
  static void expect(const WordsCase& row, std::optional<Node> (WordedValues::*read)(const Lexeme&)) {
    using namespace std::chrono_literals;
    std::vector<Note> notes;
    Lexemes lexemes(lexemes_of(row.typed, notes));
    Operands operands(notes, 2022y / 4 / 5, {});
    const IsPlace is_place = [](std::string_view words) {
      return words == "New York" || words == "New York City";
    };
    const auto name = lexemes.take();
    const auto value = (WordedValues(lexemes, operands, notes, is_place).*read)(name);
    EXPECT_EQ(value ? to_string(*value) : "", row.value);
    EXPECT_EQ(lexemes.symbol() == Symbol::kEnd ? "" : lexemes.next().text, row.behind);
    std::string codes;
    for (const auto& note : notes) codes += (codes.empty() ? "" : " ") + note.code;
    EXPECT_EQ(codes, row.notes);
    EXPECT_EQ(value ? value->range.first : 0, 0u) << "the name belongs to it";
  }
};

class PlaceValue : public WordedValue {};
TEST_P(PlaceValue, HasTheWordsOfOnePlace) { expect(GetParam(), &WordedValues::around); }
INSTANTIATE_TEST_SUITE_P(
    Queries, PlaceValue,
    testing::Values(
        WordsCase{"OneWord", "near:Lyon news", "near:\"Lyon\"~50km", "news", ""},
        WordsCase{"WordsUpToTheDistance", "near:Saint Etienne~20km news", "near:\"Saint Etienne\"~20km",
                  "news", ""},
        WordsCase{"FiveWordsUpToTheDistance", "near:a b c d e~20km f", "near:\"a b c d e\"~20km", "f", ""},
        WordsCase{"SixWordsAreNoPlace", "near:a b c d e f~20km", "near:\"a\"~50km", "b", ""},
        WordsCase{"LongestNameOfAPlace", "near:New York City news", "near:\"New York City\"~50km", "news",
                  "place_words"},
        WordsCase{"NameAtTheEnd", "near:New York", "near:\"New York\"~50km", "", "place_words"},
        WordsCase{"NotOverAnOperator", "near:New OR York", "near:\"New\"~50km", "OR", ""},
        WordsCase{"Quoted", "near:\"New York\" City", "near:\"New York\"~50km", "City", ""},
        WordsCase{"QuotedWithADistance", "near:\"New York\"~20mi City", "near:\"New York\"~32.1869km", "City",
                  ""},
        WordsCase{"DistanceBehindABlankIsAWord", "near:\"New York\" ~20km", "near:\"New York\"~50km", "~20km",
                  ""},
        WordsCase{"Coordinates", "near:45.76,4.84~5km news", "near:45.76,4.84~5km", "news", ""},
        WordsCase{"NoDistance", "near:Lyon~far news", "near:\"Lyon\"~50km", "news", "bad_distance"},
        WordsCase{"Bracket", "near:(Lyon)", "", "", "stray_operator"},
        WordsCase{"Nothing", "near:", "", "", "stray_operator"}),
    [](const auto& row) { return std::string(row.param.name); });

class DayValue : public WordedValue {};
TEST_P(DayValue, HasTheWordsOfDays) { expect(GetParam(), &WordedValues::days); }
INSTANTIATE_TEST_SUITE_P(
    Queries, DayValue,
    testing::Values(
        WordsCase{"OneWord", "date:2021 flood", "date:2021-01-01..2021-12-31", "flood", ""},
        WordsCase{"TwoWords", "date:last week flood", "date:2022-03-28..2022-04-03", "flood", ""},
        WordsCase{"ThreeWords", "date:5 april 2022 flood", "date:2022-04-05..2022-04-05", "flood", ""},
        WordsCase{"MostWordsThatAreDays", "date:march 2021 flood", "date:2021-03-01..2021-03-31", "flood",
                  ""},
        WordsCase{"Quoted", "date:\"last week\" flood", "date:2022-03-28..2022-04-03", "flood", ""},
        WordsCase{"NotOverAnOperator", "date:march OR 2021", "date:2022-03-01..2022-03-31", "OR", ""},
        WordsCase{"Since", "since:march 2021 flood", "date:2021-03-01..", "flood", ""},
        WordsCase{"NoDays", "date:one fine day", "", "fine", "bad_date"},
        WordsCase{"Bracket", "date:(2021)", "", "", "stray_operator"},
        WordsCase{"Nothing", "date:", "", "", "stray_operator"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
