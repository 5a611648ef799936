#include "indexer/entities/explained.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

struct ExplainedCase {
  const char* name;
  const char* text;   ///< {P:...}, {L:...} and {O:...} as the model took them
  const char* types;  ///< of the mentions
  const char* source = "";
  const char* url = "";
};

class ExplainedWords : public testing::TestWithParam<ExplainedCase> {};
TEST_P(ExplainedWords, AreWhatTheArticleSays) {
  Article article;
  Mentions mentions;
  article.text = unmarked(GetParam().text, mentions.text);
  article.source = GetParam().source;
  article.url = GetParam().url;
  adjust_explained(article, *Gazetteer::open(built_in_gazetteer()), mentions);
  std::string types;
  for (const auto& mention : mentions.text) types += "PLO"[static_cast<std::size_t>(mention.type)];
  EXPECT_EQ(types, GetParam().types);
}

INSTANTIATE_TEST_SUITE_P(
    Letters, ExplainedWords,
    testing::Values(
        ExplainedCase{"OfACourtNotOfAState", "The {O:Supreme Court} sat. {L:SC} decides.", "OO"},
        ExplainedCase{"OfAStateAlone", "It rained in {L:SC} and {L:Georgia}.", "LL"},
        ExplainedCase{"OfNobodyButABody", "The {O:Crime Intelligence Division}, {P:CID}, came.", "OO"},
        ExplainedCase{"OfACountryNamed", "{L:Sri Lanka} lost. {O:SL} plays on. {P:S.L.} won.", "LLL"},
        ExplainedCase{"OfACountryAtHome", "{O:SL} plays on.", "L", "", "https://www.dailymirror.lk/1"},
        ExplainedCase{"OfACountryElsewhere", "{O:SL} plays on.", "O", "", "https://example.com/1"},
        ExplainedCase{"OfACountryAndABody", "{L:Sri Lanka}. The {O:Super League}. {O:SL} plays on.", "LOO"},
        ExplainedCase{"OfAKnownCountry", "The {O:United Stores} in the {L:US}.", "OL"},
        ExplainedCase{"OfAWordInCapitals", "{L:Sri Lanka} met {P:SLAVA}.", "LP"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    FirstNames, ExplainedWords,
    testing::Values(
        ExplainedCase{"TakenForAPlace", "{P:Gotabaya Hale} spoke. {L:Gotabaya} left.", "PP"},
        ExplainedCase{"TakenForABody", "{P:Gotabaya Hale} spoke. {O:Gotabaya} left.", "PP"},
        ExplainedCase{"OfNobodyThere", "{P:Seth Hale} spoke. {L:Gotabaya} left.", "PL"},
        ExplainedCase{"ThatATownHas", "{P:Paris Hale} spoke. {L:Paris} slept.", "PL"},
        ExplainedCase{"BehindIn", "{P:Gotabaya Hale} spoke in {L:Gotabaya}.", "PL"},
        ExplainedCase{"ThatAFirmHas", "{P:Morgun Hale} left {O:Morgun Stanley}. {O:Morgun} fell.", "POO"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Publishers, ExplainedWords,
    testing::Values(
        ExplainedCase{"ByItsHost", "{P:Ada Derana} reports.", "O", "", "https://www.adaderana.lk/1"},
        ExplainedCase{"ByItsName", "{P:Ada Derana} reports.", "O", "adaderanalk", ""},
        ExplainedCase{"ByItsWrittenName", "{P:Ada Derana} reports.", "O", "Ada Derana", ""},
        ExplainedCase{"Another", "{P:Ada Hale} reports.", "P", "Ada Derana", "https://www.adaderana.lk/1"},
        ExplainedCase{"BeginningOfItsName", "{P:Ada Derana} reports.", "P", "Ada Derana Business News", ""},
        ExplainedCase{"WhoPublishes", "{P:D.B.S. Hale} reports.", "P", "", "https://dbshale.com/1"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
