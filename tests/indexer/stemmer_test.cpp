#include "indexer/stemmer.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct StemCase {
  const char* name;
  const char* language;
  const char* word;
  const char* stem;
};
class Stems : public testing::TestWithParam<StemCase> {};
TEST_P(Stems, OfOneWord) { EXPECT_EQ(Stemmer().stem(GetParam().language, GetParam().word), GetParam().stem); }
INSTANTIATE_TEST_SUITE_P(Languages, Stems,
                         testing::Values(StemCase{"English", "en", "attacks", "attack"},
                                         StemCase{"German", "de", "wahlen", "wahl"},
                                         StemCase{"NoStemmer", "zh", "attacks", "attacks"},
                                         StemCase{"NoLanguage", "", "attacks", "attacks"},
                                         StemCase{"NotACode", "none", "attacks", "attacks"},
                                         StemCase{"Short", "en", "as", "as"},
                                         StemCase{"Number", "en", "1990s", "1990s"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
