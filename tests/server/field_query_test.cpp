#include "server/field_query.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct FieldQueryCase {
  const char* name;
  const char* text;
  std::string expected;  ///< in to_field_query's form, or the error's message
};

class ParseFieldQuery : public testing::TestWithParam<FieldQueryCase> {};

TEST_P(ParseFieldQuery, AsTheRowSays) {
  const auto filters = parse_field_query(GetParam().text);
  if (!filters) {
    EXPECT_EQ(filters.error().message, GetParam().expected);
    return;
  }
  std::vector<std::string> all;
  for (const auto& filter : *filters) all.push_back(to_field_query(filter));
  EXPECT_EQ(joined(all, " AND "), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    FieldQueries, ParseFieldQuery,
    testing::Values(
        FieldQueryCase{"Nothing", "", ""},
        FieldQueryCase{"One", "persons:(\"Obama, Barack\")", "person:(\"Obama, Barack\")"},
        FieldQueryCase{"Alternatives", "glocations:(\"New York\" \"London\")",
                       "place:(\"New York\" \"London\")"},
        FieldQueryCase{"AlternativesSaid", "source:(AP OR Reuters, AFP)",
                       "source:(\"AP\" \"Reuters\" \"AFP\")"},
        FieldQueryCase{"Several", "section_name:World AND byline:\"A. B.\"",
                       "section:(\"World\") AND author:(\"A. B.\")"},
        FieldQueryCase{"Excluded", "-people:\"X\" AND NOT places:(Y)", "-person:(\"X\") AND -place:(\"Y\")"},
        FieldQueryCase{"Escapes", R"raw(person:"say \"a\" \\ b: (c)")raw",
                       R"raw(person:("say \"a\" \\ b: (c)"))raw"},
        FieldQueryCase{"OtherScripts", "place:\"北京\"", "place:(\"北京\")"},
        FieldQueryCase{"NoColon", "Obama",
                       "'Obama' is not a value of 'fq': write field:(\"value\" \"value\"), joined by AND"},
        FieldQueryCase{
            "Open", "person:\"Obama",
            "'person:\"Obama' is not a value of 'fq': write field:(\"value\" \"value\"), joined by AND"},
        FieldQueryCase{
            "OpenBracket", "person:(\"A\"",
            "'person:(\"A\"' is not a value of 'fq': write field:(\"value\" \"value\"), joined by AND"},
        FieldQueryCase{
            "Empty", "person:()",
            "'person:()' is not a value of 'fq': write field:(\"value\" \"value\"), joined by AND"},
        FieldQueryCase{
            "Or", "person:A OR place:B",
            "'person:A OR place:B' is not a value of 'fq': write field:(\"value\" \"value\"), joined by AND"},
        FieldQueryCase{"NoField", "colour:red",
                       "'colour' is not a field of 'fq': write one of person, person.meta, place, "
                       "place.meta, in, country, region, town, near, org, org.meta, about, author, source, "
                       "section, keyword, lang, id, story"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
