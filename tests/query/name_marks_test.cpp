#include "query/name_marks.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"
#include "indexer/analysis.h"

namespace dateline {
namespace {

struct MarkCase {
  const char* name;
  Field field;
  const char* value;
  const char* phrase;  ///< marked where its words follow each other
  const char* alone;   ///< the word that is marked by itself
};
class Marks : public testing::TestWithParam<MarkCase> {};
TEST_P(Marks, TheName) {
  const auto& row = GetParam();
  Matches matches{.documents = DocSet(1)};
  mark_name({.kind = Node::Kind::kValue, .field = row.field, .words = {value_key(row.value)}}, matches);
  std::string phrases;
  for (const auto& words : matches.phrases) phrases += joined(words, " ");
  EXPECT_EQ(phrases, row.phrase);
  EXPECT_EQ(joined(std::vector(matches.forms.begin(), matches.forms.end()), " "), row.alone);
}
INSTANTIATE_TEST_SUITE_P(
    Values, Marks,
    testing::Values(MarkCase{"PersonByTheLastNameToo", Field::kPerson, "Seth G. Jones", "seth g jones",
                             "jones"},
                    MarkCase{"StatedPerson", Field::kPersonMeta, "Ana Díaz", "ana diaz", "diaz"},
                    MarkCase{"NotBySenior", Field::kPerson, "Martin King Jr.", "martin king jr", "king"},
                    MarkCase{"NotByAShortLastName", Field::kPerson, "Kim Jong Un", "kim jong un", ""},
                    MarkCase{"OneName", Field::kPerson, "Zanele", "zanele", ""},
                    MarkCase{"PlacesWhole", Field::kPlace, "Sri Lanka", "sri lanka", ""},
                    MarkCase{"OrganizationsWhole", Field::kOrganization, "World Bank", "world bank", ""},
                    MarkCase{"NoName", Field::kSection, "Foreign News", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
