#include "indexer/entities/namesakes.h"

#include <gtest/gtest.h>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

struct Situation {
  const char* name;
  const char* text;   ///< {P:...}, {L:...} and {O:...} as found
  const char* types;  ///< as they are after all, one letter each
};

class Namesakes : public testing::TestWithParam<Situation> {};

TEST_P(Namesakes, AreToldApart) {
  Mentions mentions;
  const auto text = unmarked(GetParam().text, mentions.text);
  adjust_namesakes("", text, mentions);
  std::string types;
  for (const auto& mention : mentions.text) types += "PLO"[static_cast<std::size_t>(mention.type)];
  EXPECT_EQ(types, GetParam().types);
}

INSTANTIATE_TEST_SUITE_P(
    Articles, Namesakes,
    testing::Values(
        Situation{"TheManAndTheCity", "{P:George Washington} never lived in {L:Washington}.", "PL"},
        Situation{"TheGovernment", "{P:George Washington} would wonder. {L:Washington} said it would pay.",
                  "PL"},
        Situation{"TheManOwns",
                  "{P:George Washington} fought. {P:Washington} won. {L:Washington}'s army froze.", "PPP"},
        Situation{"TheManAndTheCityOwn",
                  "{P:George Washington} fought. {P:Washington} won. In {L:Washington}, {L:Washington}'s "
                  "statue stands.",
                  "PPLL"},
        Situation{"GeneralWashington", "{P:George Washington} fought. General {L:Washington} won.", "PP"},
        Situation{"MayorWashington", "{P:Harold Washington} spoke. Mayor {O:Washington} left.", "PP"},
        Situation{"TheCityAlone",
                  "{P:Washington} said so. Talks in {L:Washington} and {L:Washington} went on.", "LLL"},
        Situation{"MrWashingtonInTheCity",
                  "Mr {P:Washington} came to {L:Washington}, {L:D.C.}, by {L:Washington} Bridge.", "PLLL"},
        Situation{"WarrenTheSenator", "{P:Elizabeth Warren} spoke. {P:Warren} left. In {L:Warren}'s campaign",
                  "PPP"},
        Situation{"WarrenTheTown", "{P:Elizabeth Warren} spoke in {L:Warren}. {P:Warren} left {L:Warren}.",
                  "PLPL"},
        Situation{"LettersOfSomebody",
                  "President {P:Anura Kumara Dissanayake} spoke. {O:AKD} left with the {O:NPP}.", "PPO"},
        Situation{"LettersOfSomebodyCalledByFamily", "{P:Lee Kuan Yew} spoke. {P:Yew} left. {O:LKY} died.",
                  "PPP"},
        Situation{"LettersOfSomebodyWithAnInitial", "{P:William S. Saturn} asked. {O:WSS}: Why?", "PP"},
        Situation{"LettersOfNobodySure", "{P:Bodu Bala Sena} marched. {O:BBS} said so.", "PO"},
        Situation{"LettersOfAnotherToo",
                  "Mr {P:Ian Mark Field} met the {O:International Monetary Fund}. The {O:IMF} agreed.",
                  "POO"},
        Situation{"JordanTheCountry", "{P:Michael Jordan} flew to {L:Jordan}.", "PL"},
        Situation{"JordanThePlayer", "{P:Michael Jordan} scored. {P:Jordan} won. {L:Jordan} retired.", "PPP"},
        Situation{"GeorgiaTheState", "{P:Georgia Hale} won {L:Georgia}.", "PL"},
        Situation{"LondonTheWriter", "{P:Jack London} wrote. Mr {L:London} drank.", "PP"},
        Situation{"IrishFamily", "{P:Beto O'Rourke} quit. {O:O'Rourke} wept.", "PP"},
        Situation{"ArabicFamily", "{P:Moammar al-Eryani} spoke. {O:al-Eryani} said so.", "PP"},
        Situation{"McFamily", "{P:Ann McCain} quit. {O:McCain} wept.", "PP"},
        Situation{"TheFirmOfItsFounder", "{P:Michael Dell} left. {O:Dell} cut jobs. {O:Dell} hired.", "POO"},
        Situation{"TheFounderMoreOften", "{P:Ann Ford} ran. {P:Ford} won. {P:Ford} wept. {O:Ford} left.",
                  "PPPP"},
        Situation{"FullNameOfAFirm", "{O:Jack Daniels} grew. {O:Jack Daniels} paid {P:Jack Daniels}.", "OOO"},
        Situation{"FullNameOfAPerson", "{P:Ana Ruiz} spoke. {O:Ana Ruiz} left.", "PP"},
        Situation{"AFirmOfOneWord", "{O:Virtusa} grew. {O:Virtusa} hired. {P:Virtusa} paid.", "OOO"},
        Situation{"AFirmAndATitle", "{O:Hale} grew. {O:Hale} hired. Mr {P:Hale} paid.", "OOP"},
        Situation{"APlaceOfTwoWords", "{P:Long Beach} grew. {L:Long Beach} is big. {L:Long Beach}!", "PLL"},
        // The Rajapaksas were a place, and what half of the articles on them were about.
        Situation{"AFamily", "{P:Namal Rajapaksa} and the {L:Rajapaksas} won. The {O:Rajapaksas} wept.", "P"},
        Situation{"AFamilyThatEndsSo", "{P:Robin William} met {P:Ann Williams}. {O:Williams} grew.", "PPO"},
        Situation{"Nothing", "{L:Paris} and {O:NATO}.", "LO"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
