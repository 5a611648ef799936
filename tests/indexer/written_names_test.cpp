// How values are shown, from what was noted while articles were loaded.
#include "indexer/written_names.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct Note {
  const char* written;
  DocId document;
};
struct NamesCase {
  const char* name;
  std::vector<Note> here, elsewhere;  ///< of two threads
  DocId last;
  const char* shown;
};
class NamesNoted : public testing::TestWithParam<NamesCase> {};

TEST_P(NamesNoted, ShowAValue) {
  WrittenNames here, elsewhere;
  for (const auto& [written, document] : GetParam().here) here.add("XLoban", written, document);
  for (const auto& [written, document] : GetParam().elsewhere) elsewhere.add("XLoban", written, document);
  here.add("XLother", "Other", 1);
  here.add(elsewhere);
  EXPECT_EQ(here.shown("XLoban", 2, GetParam().last), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Values, NamesNoted,
    testing::Values(NamesCase{"OfNoArticle", {}, {}, 9, "oban"},
                    NamesCase{"OfTheFirst", {{"oban!", 3}, {"oban", 5}}, {{"oban.", 2}}, 9, "oban."},
                    NamesCase{"WithCapitals", {{"oban", 3}, {"OBAN", 7}}, {{"Oban", 5}}, 9, "Oban"},
                    NamesCase{"WithCapitalsTooLate", {{"oban", 3}, {"Oban", 7}}, {}, 6, "oban"},
                    NamesCase{
                        "WithCapitalsInTheFirst", {{"oban", 3}, {"Oban", 3}, {"OBAN", 3}}, {}, 0, "Oban"},
                    NamesCase{"TheFirstOfAnArticle", {{"oban!", 3}, {"oban", 3}}, {}, 9, "oban!"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
