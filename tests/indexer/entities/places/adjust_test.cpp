#include "indexer/entities/places/adjust.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string adjusted(std::string_view text, std::vector<Mention> mentions) {
  adjust_places(text, *Gazetteer::open(built_in_gazetteer()), mentions);
  std::string out;
  for (const auto& mention : mentions) {
    out += (out.empty() ? "" : "; ") + std::string(text.substr(mention.begin, mention.end - mention.begin));
    if (mention.type == MentionType::kOrganization) out += " (organization)";
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

}  // namespace
}  // namespace dateline
