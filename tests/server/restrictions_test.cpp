#include "server/restrictions.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// "person=a|b place!=c 2021-01-01..2021-12-31", or the error.
std::string shown(const std::expected<void, Error>& status, const Restrictions& restrictions) {
  if (!status) return status.error().message;
  SearchRequest request;
  restrictions.apply(request);
  std::string out;
  for (const auto& filter : request.filters)
    out += filter.field + (filter.exclude ? "!=" : "=") + joined(filter.values, "|") + " ";
  return out + request.from + ".." + request.to;
}

struct ExpressionCase {
  const char* name;
  const char* expression;
  const char* expected;
};

class Expressions : public testing::TestWithParam<ExpressionCase> {};
TEST_P(Expressions, AreRead) {
  Restrictions restrictions;
  const auto status = restrict_by_expression(restrictions, GetParam().expression);
  EXPECT_EQ(shown(status, restrictions), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Meilisearch, Expressions,
    testing::Values(
        ExpressionCase{"Nothing", " ", ".."},
        ExpressionCase{"Quoted", R"("people"="Obama, Barack")", "person=Obama, Barack .."},
        ExpressionCase{"QuoteInValue", R"x(people = "Dwayne \"The Rock\" (\\)")x",
                       R"x(person=Dwayne "The Rock" (\) ..)x"},
        ExpressionCase{"SingleQuotes", R"(place = 'L\'Aquila')", "place=L'Aquila .."},
        ExpressionCase{"Plain", "source = Reuters", "source=Reuters .."},
        ExpressionCase{"And", "source=A AND section=B", "source=A section=B .."},
        ExpressionCase{"OrOfOneAttribute", "source=A OR source=B", "source=A|B .."},
        ExpressionCase{"In", R"(people IN [A, "B C"])", "person=A|B C .."},
        ExpressionCase{"NotIn", "people NOT IN [A,B]", "person!=A|B .."},
        ExpressionCase{"Not", "NOT people = A", "person!=A .."},
        ExpressionCase{"Unequal", "people != A", "person!=A .."},
        ExpressionCase{"NeitherNor", "NOT (people = A OR places = B)", "person!=A place!=B .."},
        ExpressionCase{"Brackets", "(people=A OR people=B) AND NOT (lang = en)", "person=A|B lang!=en .."},
        ExpressionCase{"Year", "year = 2021", "2021-01-01..2021-12-31"},
        ExpressionCase{"YearRange", "year 2020 TO 2021", "2020-01-01..2021-12-31"},
        ExpressionCase{"After", "published_timestamp >= 1630000000", "2021-08-26.."},
        ExpressionCase{"BeforeMidnight", "published_timestamp < 1629936000", "..2021-08-25"},
        ExpressionCase{"Between", "year > 2019 AND year < 2022", "2020-01-01..2021-12-31"},
        ExpressionCase{"NonLatin", R"(places = "北京")", "place=北京 .."},
        ExpressionCase{"UnknownAttribute", "colour = red",
                       "'colour' is not an attribute to filter by: write one of people, places, countries, "
                       "regions, towns, organizations, "
                       "authors, source, section, keywords, language, year, month, published_timestamp"},
        ExpressionCase{"OrOfTwo", "people = A OR places = B",
                       "OR between anything but values of one attribute is more than this engine filters by"},
        ExpressionCase{"Exists", "people EXISTS", "'EXISTS' is more than this engine filters by"},
        ExpressionCase{"NoValue", "people =", "'people =' is not a filter: write a value instead of the end"},
        ExpressionCase{"NoOperator", "people",
                       "'people' is not a filter: write an operator such as = instead of the end"},
        ExpressionCase{"OpenBracket", "(people = A",
                       "'(people = A' is not a filter: write ')' instead of the end"},
        ExpressionCase{"Trailing", "people = A B",
                       "'people = A B' is not a filter: write AND, OR or the end instead of 'B'"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ExpressionLimits, DeepBracketsAreRefused) {
  Restrictions restrictions;
  const auto status = restrict_by_expression(restrictions, std::string(100'000, '(') + "people = A");
  EXPECT_EQ(status.error().code, ErrorCode::kUnsupported);
  const std::string nots = [] {
    std::string text;
    for (int n = 0; n < 100'000; ++n) text += "NOT ";
    return text + "people = A";
  }();
  EXPECT_EQ(restrict_by_expression(restrictions, nots).error().code, ErrorCode::kUnsupported);
}

class AlgoliaExpressions : public testing::TestWithParam<ExpressionCase> {};
TEST_P(AlgoliaExpressions, AreRead) {
  Restrictions restrictions;
  const auto status = restrict_by_expression(restrictions, GetParam().expression, FilterDialect::kAlgolia);
  EXPECT_EQ(shown(status, restrictions), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Filters, AlgoliaExpressions,
    testing::Values(
        ExpressionCase{"Colon", "source:Wire", "source=Wire .."},
        ExpressionCase{"QuotedColon", R"(people:"Ana: The Voice" AND NOT lang : de)",
                       "person=Ana: The Voice lang!=de .."},
        ExpressionCase{"Or", "(source:A OR source:'B C') AND year > 2019", "source=A|B C 2020-01-01.."},
        ExpressionCase{"Range", "year:2010 TO 2012", "2010-01-01..2012-12-31"},
        ExpressionCase{"Countries", "countries:Ghana", "country=Ghana .."},
        ExpressionCase{"NoValue", "source:", "'source:' is not a filter: write a value instead of the end"},
        ExpressionCase{"NoEnd", "year:2010 TO",
                       "'year:2010 TO' is not a filter: write a value instead of the end"}),
    [](const auto& row) { return std::string(row.param.name); });

class NumericFilters : public testing::TestWithParam<ExpressionCase> {};
TEST_P(NumericFilters, AreRead) {
  Restrictions restrictions;
  const auto status = restrict_by_numeric_filter(restrictions, GetParam().expression);
  EXPECT_EQ(shown(status, restrictions), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Algolia, NumericFilters,
    testing::Values(ExpressionCase{"After", "published_timestamp>=1630000000", "2021-08-26.."},
                    ExpressionCase{"Blanks", "year = 2021", "2021-01-01..2021-12-31"},
                    ExpressionCase{"Unequal", "year!=2021", "'!=' is more than this engine filters by"},
                    ExpressionCase{"NotANumber", "year>=x",
                                   "'x' is not a value of 'year': write a whole number"},
                    ExpressionCase{"NoSign", "year",
                                   "'year' is not a numeric filter: write, for example, "
                                   "published_timestamp>=1700000000"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
