#include "indexer/entities/train/annotated.h"

#include <gtest/gtest.h>

namespace dateline::train {
namespace {

struct RenderCase {
  const char* name;
  const char* columns;
  const char* text;  ///< names in [brackets]
};

std::string marked(const Sample& sample) {
  std::string out;
  std::size_t at = 0;
  for (const auto& name : sample.names) {
    out += sample.text.substr(at, name.begin - at) + "[" +
           sample.text.substr(name.begin, name.end - name.begin) + "]";
    at = name.end;
  }
  return out + sample.text.substr(at);
}

class Rendered : public testing::TestWithParam<RenderCase> {};
TEST_P(Rendered, Text) {
  const auto articles = read_columns(GetParam().columns, 0);
  EXPECT_EQ(marked(render(articles.at(0), Breaks::kLines)), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Columns, Rendered,
    testing::Values(RenderCase{"Plain", "He O\nmet O\nAnn B-PER\nLee I-PER\n. O\n", "He met [Ann Lee]."},
                    RenderCase{"ChunkAndLastColumn", "Rome NNP I-NP I-LOC\n", "[Rome]"},
                    RenderCase{"TwoNamesSideBySide", "Ann B-PER\nBob B-PER\n", "[Ann] [Bob]"},
                    RenderCase{"InsideOnlyTags", "Ann I-PER\nLee I-PER\nRome I-LOC\n", "[Ann Lee] [Rome]"},
                    RenderCase{"OtherTypesAreNoNames", "May B-DATE\nOslo B-Location\n", "May [Oslo]"},
                    RenderCase{"Possessive", "Lee B-Person\n's O\nhouse O\n", "[Lee]'s house"},
                    RenderCase{"Quotes", "`` O\nNo O\n'' O\n, O\nhe O\n", "\"No\", he"},
                    RenderCase{"SplitHyphen", "Suk B-PER\n- I-PER\nyeol I-PER\n", "[Suk-yeol]"},
                    RenderCase{"Sentences", "Yes O\n\nNo O\n", "Yes\nNo"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Columns, ArticlesArePartedByTheirMark) {
  EXPECT_EQ(read_columns("-DOCSTART- O\n\nA O\n\n-DOCSTART- O\n\nB O\n", 0).size(),
            3u);  // the first holds nothing
  EXPECT_EQ(read_columns("A O\n\nB O\n\nC O\n", 1).size(), 3u);
}

}  // namespace
}  // namespace dateline::train
