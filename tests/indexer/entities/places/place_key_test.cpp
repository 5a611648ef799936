#include "indexer/entities/places/place_key.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct KeyCase {
  const char* name;
  const char* written;
  const char* key;
};

class PlaceKey : public testing::TestWithParam<KeyCase> {};

TEST_P(PlaceKey, Folds) { EXPECT_EQ(place_key(GetParam().written), GetParam().key); }

INSTANTIATE_TEST_SUITE_P(
    Names, PlaceKey,
    testing::Values(KeyCase{"Case", "KABUL", "kabul"}, KeyCase{"Dots", "U.S.", "us"},
                    KeyCase{"Abbreviation", "St. Paul", "st paul"}, KeyCase{"Accents", "Zürich", "zurich"},
                    KeyCase{"Strokes", "Łódź", "lodz"}, KeyCase{"DotlessI", "Diyarbakır", "diyarbakir"},
                    KeyCase{"Apostrophe", "Côte d'Ivoire", "cote divoire"},
                    KeyCase{"CurlyApostrophe", "Sana\u2019a", "sanaa"},
                    KeyCase{"ModifierLetter", "Sa\u02BFdah", "sadah"},
                    KeyCase{"Hyphens", "Sar-e-Pol", "sar e pol"}, KeyCase{"Article", "The Hague", "hague"},
                    KeyCase{"OnlyTheArticle", "The", "the"}, KeyCase{"Blanks", "  New \t York ", "new york"},
                    KeyCase{"Cyrillic", "Москва", "москва"}, KeyCase{"Empty", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
