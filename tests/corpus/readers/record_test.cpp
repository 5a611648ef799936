#include "corpus/readers/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/readers/json_value.h"

namespace dateline {
namespace {

std::expected<Article, Error> read(std::string_view json, std::vector<std::string>* warnings = nullptr,
                                   const std::map<std::string, std::string>& renames = {}) {
  std::vector<std::string> ignored;
  const auto value = parse_json(json);
  if (!value) return std::unexpected(value.error());
  return article_of(*value, renames, warnings != nullptr ? *warnings : ignored);
}

struct FieldCase {
  const char* name;
  const char* json;
  const char* article;  ///< as JSON, or the message
};

class Records : public testing::TestWithParam<FieldCase> {};
TEST_P(Records, BecomeArticles) {
  const auto article = read(GetParam().json);
  EXPECT_EQ(article ? to_json(*article) : article.error().message, GetParam().article);
}

INSTANTIATE_TEST_SUITE_P(
    OurOwnForm, Records,
    testing::Values(
        FieldCase{
            "AsWritten",
            R"({"id":"1","title":"Storm","text":"Wind.","authors":["Ana"],"published":"2021-08-26","language":"en"})",
            R"({"id":"1","title":"Storm","text":"Wind.","authors":["Ana"],"published":"2021-08-26","language":"en"})"},
        FieldCase{
            "People",
            R"({"title":"t","people":[{"name":"Ana","rel":"about","from":"text"},{"name":"Bo"},"Cy"]})",
            R"({"title":"t","people":[{"name":"Ana","rel":"about","from":"text"},{"name":"Bo","rel":"mentions","from":"meta"},)"
            R"({"name":"Cy","rel":"mentions","from":"meta"}]})"},
        FieldCase{
            "Places", R"({"title":"t","places":[{"name":"Kabul","lat":34.5,"lon":"69.25","country":"AF"}]})",
            R"({"title":"t","places":[{"name":"Kabul","rel":"mentions","from":"meta","country":"AF","lat":34.5,"lon":69.25}]})"},
        FieldCase{"NumberAsId", R"({"id":17,"title":"t"})", R"({"id":"17","title":"t"})"}),
    [](const auto& row) { return std::string(row.param.name); });

// What content management systems export: tags were indexed as words and shown to readers.
INSTANTIATE_TEST_SUITE_P(
    Markup, Records,
    testing::Values(
        FieldCase{"Paragraphs",
                  R"({"title":"A &amp; B","body":"<p>Hello <b>big</b> world</p><p>Two &#8217;s</p>"})",
                  R"({"title":"A & B","text":"Hello big world\n\nTwo ’s"})"},
        FieldCase{"LineBreaks", R"({"title":"t","body":"One<br />two\r\n\r\nThree"})",
                  R"({"title":"t","text":"One two\n\nThree"})"},
        FieldCase{"Rendered", R"({"title":{"rendered":"A"},"content":{"rendered":"<p>One</p>"}})",
                  R"({"title":"A","text":"One"})"},
        FieldCase{"EntitiesAlone", R"({"title":"t","body":"AT&amp;T <T> rose"})",
                  R"({"title":"t","text":"AT&T \u003cT> rose"})"},
        FieldCase{"EntitiesKeepLines", R"({"title":"t","body":"One &amp; two.\r\n\r\nThree,\nfour"})",
                  R"({"title":"t","text":"One & two.\n\nThree,\nfour"})"},
        FieldCase{"TagThatDoesNotEnd",
                  R"({"title":"t","body":"values of x <p are left out.\n\nSecond < one"})",
                  R"({"title":"t","text":"values of x \u003cp are left out.\n\nSecond \u003c one"})"},
        FieldCase{"OurOwnStaysAsItIs",
                  R"({"title":"How to write &amp;","text":"Write <br> or </p>, and &lt;"})",
                  R"({"title":"How to write &amp;","text":"Write \u003cbr> or \u003c/p>, and &lt;"})"},
        FieldCase{"OurOwnNameWithHtml", R"({"title":"t","text":"<p>One &amp; two</p>"})",
                  R"({"title":"t","text":"One & two"})"},
        FieldCase{"BracketsStay", R"({"title":"American Express <AXP>","text":"a < b && c > d; R&D; &c"})",
                  R"({"title":"American Express \u003cAXP>","text":"a \u003c b && c > d; R&D; &c"})"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    OtherNames, Records,
    testing::Values(
        FieldCase{
            "Usual",
            R"({"headline":"Storm","body":"Wind.","publishedAt":"2021-08-26T10:00:00Z","byline":"By Ana Díaz and Bo Lind","lang":"en"})",
            R"({"title":"Storm","text":"Wind.","authors":["Ana Díaz","Bo Lind"],"published":"2021-08-26T10:00:00Z","language":"en"})"},
        FieldCase{"Capitals", R"({"Headline":"Storm","BODY_TEXT":"Wind."})",
                  R"({"title":"Storm","text":"Wind."})"},
        FieldCase{"OursWins", R"({"headline":"Other","title":"Storm"})", R"({"title":"Storm"})"},
        FieldCase{"SummaryStandsInForText", R"({"title":"Storm","summary":"Wind came."})",
                  R"({"title":"Storm","text":"Wind came.","is_teaser":true})"},
        FieldCase{"DescriptionIsTheHeadline", R"({"description":"Storm","text":"Wind."})",
                  R"({"title":"Storm","text":"Wind."})"},
        FieldCase{"UnixTime", R"({"title":"t","publish_date":1630000000.0})",
                  R"({"title":"t","published":"2021-08-26T17:46:40Z"})"},
        FieldCase{"NullsAreAbsent", R"({"title":"t","author":null,"date":null})", R"({"title":"t"})"},
        FieldCase{"ParagraphList", R"({"title":"t","content":["a","b"]})",
                  R"({"title":"t","text":"a\n\nb"})"},
        FieldCase{"SourceObject", R"({"title":"t","source":{"id":null,"name":"Wire"}})",
                  R"({"title":"t","source":"Wire"})"},
        FieldCase{"TagText", R"({"title":"t","tags":"flood, rhine"})",
                  R"({"title":"t","keywords":["flood","rhine"]})"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Wrong, Records,
    testing::Values(
        FieldCase{"List", "[]", "the record is not an object with named fields"},
        FieldCase{"TitleKind", R"({"title":{"a":1}})", "the field 'title' is not a text"},
        FieldCase{"AuthorsKind", R"({"title":"t","authors":[{}]})",
                  "the field 'authors' is not a list of texts"},
        FieldCase{"PeopleKind", R"({"title":"t","people":[[]]})",
                  R"(the field 'people' is not a list of names or objects {"name": ...})"},
        FieldCase{"Relation", R"({"title":"t","people":[{"name":"Ana","rel":"near"}]})",
                  R"('near' is not a relation: write "about", "mentions" or "dateline")"},
        FieldCase{"NotOnEarth", R"({"title":"t","places":[{"name":"X","lat":91,"lon":0}]})",
                  "91, 0 is not a point on earth"},
        FieldCase{"NotJson", R"({"title": oops})",
                  "byte 11 of the record is not JSON: syntax error while parsing value - invalid literal"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(RecordDates, ThatCannotBeReadAreWarnedOf) {
  std::vector<std::string> warnings;
  const auto article = read(R"({"title":"t","date":"soon"})", &warnings);
  ASSERT_TRUE(article);
  EXPECT_FALSE(article->published);
  EXPECT_THAT(warnings, testing::ElementsAre(
                            testing::StartsWith("the date in 'date' is left out: 'soon' is not a date")));
}

TEST(RecordRenames, MapOtherNames) {
  EXPECT_EQ(read(R"({"kicker":"World","title":"t"})", nullptr, {{"kicker", "section"}})->section, "World");
}

}  // namespace
}  // namespace dateline
