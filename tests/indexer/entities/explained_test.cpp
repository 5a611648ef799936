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
        ExplainedCase{"OfNoKnownPlace", "The {L:CID} came.", "O"},
        ExplainedCase{"OfAProvinceThatPeopleLiveIn", "They live in {L:NWFP}. The {L:NWFP} is cold.", "LL"},
        ExplainedCase{"OfAWordInCapitals", "{L:Sri Lanka} met {P:SLAVA}.", "LP"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    FirstNames, ExplainedWords,
    testing::Values(ExplainedCase{"TakenForAPlace", "{P:Gotabaya Hale} spoke. {L:Gotabaya} left.", "PP"},
                    ExplainedCase{"TakenForABody", "{P:Gotabaya Hale} spoke. {O:Gotabaya} left.", "PP"},
                    ExplainedCase{"OfNobodyThere", "{P:Seth Hale} spoke. {L:Gotabaya} left.", "PL"},
                    ExplainedCase{"ThatATownHas", "{P:Paris Hale} spoke. {L:Paris} slept.", "PL"},
                    ExplainedCase{"BehindIn", "{P:Gotabaya Hale} spoke in {L:Gotabaya}.", "PL"},
                    ExplainedCase{"ThatAFirmHas", "{P:Morgun Hale} left {O:Morgun Stanley}. {O:Morgun} fell.",
                                  "POO"}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Publishers, ExplainedWords,
    testing::Values(
        ExplainedCase{"ByItsHost", "{P:Hiru Derana} reports.", "O", "", "https://www.hiruderana.lk/1"},
        ExplainedCase{"ByItsName", "{P:Hiru Derana} reports.", "O", "hiruderanalk", ""},
        ExplainedCase{"ByItsWrittenName", "{P:Hiru Derana} reports.", "O", "Hiru Derana", ""},
        ExplainedCase{"Another", "{P:Hiru Hale} reports.", "P", "Hiru Derana", "https://www.hiruderana.lk/1"},
        ExplainedCase{"BeginningOfItsName", "{P:Hiru Derana} reports.", "P", "Hiru Derana Business News", ""},
        ExplainedCase{"WhoPublishesInFull", "{P:Paul Krugman} writes.", "P", "",
                      "https://www.paulkrugman.com/a"},
        ExplainedCase{"WhoIsCalledByTheFamilyName", "{P:Hiru Derana} writes. {P:Derana} said so.", "PP", "",
                      "https://hiruderana.substack.com/a"},
        ExplainedCase{"WhoPublishes", "{P:D.B.S. Hale} reports.", "P", "", "https://dbshale.com/1"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
