#include "indexer/entities/companies.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"
#include "tests/support/marked_text.h"

namespace dateline {
namespace {

struct TextCase {
  const char* name;
  const char* title;
  const char* text;
  const char* firms;  ///< what is an organization afterwards
};

class Companies : public testing::TestWithParam<TextCase> {};

TEST_P(Companies, AreToldFromPeople) {
  Mentions mentions;
  const auto title = unmarked(GetParam().title, mentions.title),
             text = unmarked(GetParam().text, mentions.text);
  adjust_companies(title, text, mentions);
  std::vector<std::string> firms;
  const auto add = [&](const std::string& source, const std::vector<Mention>& found) {
    for (const auto& mention : found) {
      if (mention.type == MentionType::kOrganization)
        firms.push_back(source.substr(mention.begin, mention.end - mention.begin));
    }
  };
  add(title, mentions.title);
  add(text, mentions.text);
  EXPECT_EQ(joined(firms, "; "), GetParam().firms);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Companies,
    testing::Values(
        TextCase{"FirmWord", "", "{P:Chrysler} Corp will build. {P:Chrysler} said so.", "Chrysler; Chrysler"},
        TextCase{"InTheTitle", "{P:CHRYSLER} TO BUILD", "{P:Chrysler} Corp said so.", "CHRYSLER; Chrysler"},
        TextCase{"AndCo", "", "{P:Kevin Murphy} of {P:Morgan Stanley} and Co left.", "Morgan Stanley"},
        TextCase{"Possessive", "", "{P:Moody}'s Investors Service lowered it.", "Moody"},
        TextCase{"Symbol", "", "{P:Chrysler} <C> rose.", "Chrysler"},
        TextCase{"InsideTheName", "", "{P:Drexel Burnham Lambert Inc} sold.", "Drexel Burnham Lambert Inc"},
        TextCase{"AParty", "", "The leader of Samagi {P:Jana Balawegaya} spoke.", "Samagi Jana Balawegaya"},
        TextCase{"APartyOfAnotherCountry", "", "It told {P:Jharkhand Mukti Morcha} so.",
                 "Jharkhand Mukti Morcha"},
        TextCase{"APartyAtTheBeginning", "", "Today {P:Jana Balawegaya} spoke.", "Jana Balawegaya"},
        TextCase{"APartyBehindATitle", "", "Its leader President {P:Jana Balawegaya} spoke.",
                 "Jana Balawegaya"},
        TextCase{"APartyBehindAName", "", "The {L:Colombo} {P:Jana Balawegaya} spoke.", "Jana Balawegaya"},
        TextCase{"AFirmCalledAsSomebody", "", "It told {P:E.F. Hutton} and {P:John Keells} so.",
                 "E.F. Hutton; John Keells"},
        TextCase{"Ratings", "", "It told {P:Fitch Ratings} so.", "Fitch Ratings"},
        TextCase{"ABroadcaster", "", "He told {P:Ada Derana} so.", "Ada Derana"},
        TextCase{"TheFamilyIsNamed", "", "{P:Lee Ford} left {P:Ford} Motors Ltd. {P:Ford} smiled.", ""},
        TextCase{"AnotherFamily", "", "{P:Lee Iacocca} leads {P:Chrysler} Corp.", "Chrysler"},
        TextCase{"CoDefendants", "", "{P:Jones} and Co-defendants left.", ""},
        TextCase{"SmallWord", "", "{P:Jones}, company man, left.", ""},
        TextCase{"LongerWord", "", "{P:Jones} Cold came.", ""},
        TextCase{"Nobody", "Corp", "A Corp and Co.", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
