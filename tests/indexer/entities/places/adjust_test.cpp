#include "indexer/entities/places/adjust.h"

#include <gtest/gtest.h>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

std::string adjusted(std::string_view text, std::vector<Mention> mentions) {
  adjust_places(text, *Gazetteer::open(built_in_gazetteer()), mentions);
  std::string out;
  for (const auto& mention : mentions) {
    out += (out.empty() ? "" : "; ") + std::string(text.substr(mention.begin, mention.end - mention.begin));
    if (mention.type == MentionType::kOrganization) out += " (organization)";
    if (mention.type == MentionType::kPerson) out += " (person)";
  }
  return out;
}

TEST(AdjustPlaces, CountriesAreNoOrganizations) {
  EXPECT_EQ(adjusted("the UAE", {{MentionType::kOrganization, 4, 7}}), "UAE");
  EXPECT_EQ(adjusted("the ECB", {{MentionType::kOrganization, 4, 7}}), "ECB (organization)");
  EXPECT_EQ(adjusted("Liverpool won", {{MentionType::kOrganization, 0, 9}}), "Liverpool (organization)");
}

TEST(AdjustPlaces, DivisionsBehindATownAreFoundWithTheirDot) {
  EXPECT_EQ(adjusted("MIAMI, Fla. (AP)", {{MentionType::kPlace, 0, 5}}), "MIAMI; Fla.");
  EXPECT_EQ(adjusted("Columbia, Mo., said", {{MentionType::kPlace, 0, 8}, {MentionType::kPlace, 10, 12}}),
            "Columbia; Mo.");
  EXPECT_EQ(adjusted("Fargo, N.D. and", {{MentionType::kPlace, 0, 5}}), "Fargo; N.D.");
  EXPECT_EQ(adjusted("in Paris, Mr. Li", {{MentionType::kPlace, 3, 8}}), "Paris");
  EXPECT_EQ(adjusted("in Paris, said", {{MentionType::kPlace, 3, 8}}), "Paris");
  EXPECT_EQ(adjusted("in Paris, ", {{MentionType::kPlace, 3, 8}}), "Paris");
}

struct OtherwiseCase {
  const char* name;
  const char* text;  ///< with {P:a person} or {O:an organization} of the model
  const char* adjusted;
};

class TakenOtherwise : public testing::TestWithParam<OtherwiseCase> {};

TEST_P(TakenOtherwise, IsAPlaceWhereItStands) {
  std::vector<Mention> mentions;
  const auto text = unmarked(GetParam().text, mentions);
  EXPECT_EQ(adjusted(text, mentions), GetParam().adjusted);
}

INSTANTIATE_TEST_SUITE_P(
    Words, TakenOtherwise,
    testing::Values(
        OtherwiseCase{"BehindFrom", "the seed trader from {P:San Diego} spoke", "San Diego"},
        OtherwiseCase{"BehindFromInOneWord", "a letter from {P:Lincoln}", "Lincoln (person)"},
        OtherwiseCase{"BehindIn", "they met in {O:Lincoln}", "Lincoln"},
        OtherwiseCase{"BehindFromUnknown", "a letter from {P:Ann Lee}", "Ann Lee (person)"},
        OtherwiseCase{"ElsewhereInTwoWords", "the game that {O:San Diego} won", "San Diego (organization)"},
        OtherwiseCase{"WithASmallWordInHyphens", "{O:Sar-e-Pol} fell. {P:Sar-e Pol} fell.",
                      "Sar-e-Pol; Sar-e Pol"},
        OtherwiseCase{"InAnAddress", "on {L:USA}.gov and {O:GitHub}.com; in the {L:USA}.", "USA"},
        OtherwiseCase{"LongerNameInAnOrganization",
                      "the {O:Ministry of Health of the People}'s {L:Republic of China} agreed",
                      "Ministry of Health (organization); People's Republic of China"},
        OtherwiseCase{"APersonInHyphens", "{P:Kim Jong-un} spoke", "Kim Jong-un (person)"},
        OtherwiseCase{"InTheDateline", "{O:UPPSALA} - A bee will fly.", "UPPSALA"},
        OtherwiseCase{"AnAgencyInTheDateline", "LONDON ({O:Reuters}) - A bee.", "Reuters (organization)"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
