#include "indexer/entities/places/inner_places.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct InnerCase {
  const char* name;
  const char* organization;
  const char* places;  ///< in order
};

class InnerPlaces : public testing::TestWithParam<InnerCase> {};
TEST_P(InnerPlaces, OfAnOrganization) {
  const auto gazetteer = *Gazetteer::open(built_in_gazetteer());
  const std::string_view text = GetParam().organization;
  std::vector<Mention> mentions{{MentionType::kOrganization, 0, static_cast<std::uint32_t>(text.size())}};
  add_inner_places(text, gazetteer, mentions);
  std::string shown;
  for (const auto& mention : mentions) {
    if (mention.type != MentionType::kPlace) continue;
    shown +=
        (shown.empty() ? "" : "; ") + std::string(text.substr(mention.begin, mention.end - mention.begin));
  }
  EXPECT_EQ(shown, GetParam().places);
}

INSTANTIATE_TEST_SUITE_P(
    Names, InnerPlaces,
    testing::Values(
        InnerCase{"State", "Kentucky State Police", "Kentucky"},
        InnerCase{"Country", "Namibia National Teachers' Union", "Namibia"},
        InnerCase{"TwoWords", "New Zealand Health Ministry", "New Zealand"},
        InnerCase{"County", "Los Angeles County Fire Department", "Los Angeles County"},
        InnerCase{"Abbreviated", "U.S. Department of Agriculture", "U.S."},
        InnerCase{"Article", "The Philippines Department of Health", "Philippines"},
        InnerCase{"BehindOf", "Ministry of Health of Peru", "Peru"}, InnerCase{"Club", "Chicago Fire FC", ""},
        InnerCase{"Bank", "National Bank of Poland", ""}, InnerCase{"Newspaper", "The New York Times", ""},
        InnerCase{"University", "University of Chicago Medical Center", ""},
        InnerCase{"Firm", "China National Petroleum Corp", ""}, InnerCase{"SmallTown", "Free Hospital", ""},
        InnerCase{"HospitalOfAQueen", "Royal Alexandra Hospital", ""},
        InnerCase{"NoPlace", "Supreme Court", ""}, InnerCase{"PlaceAlone", "Congo", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
