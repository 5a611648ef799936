#include "indexer/entities/tokens.h"

#include <gtest/gtest.h>

namespace dateline::entities {
namespace {

struct TokensCase {
  const char* name;
  const char* text;
  const char* tokens;  ///< parted by blanks; candidates stand in [brackets]
};

std::string shown(std::string_view text) {
  Tokens tokens;
  tokenize(text, tokens);
  std::string out;
  for (const auto& token : tokens.list) {
    if (!out.empty()) out += ' ';
    const auto word = text.substr(token.begin, token.end - token.begin);
    out += token.candidate ? "[" + std::string(word) + "]" : std::string(word);
  }
  return out;
}

class TokensOf : public testing::TestWithParam<TokensCase> {};
TEST_P(TokensOf, StandWhereNamesBeginAndEnd) { EXPECT_EQ(shown(GetParam().text), GetParam().tokens); }

INSTANTIATE_TEST_SUITE_P(
    Texts, TokensOf,
    testing::Values(TokensCase{"Nothing", "", ""}, TokensCase{"OnlySpace", " \n\t ", ""},
                    TokensCase{"Plain", "He met Ann Lee.", "[He] met [Ann] [Lee] ."},
                    TokensCase{"Possessive", "Blinken's plan", "[Blinken] 's plan"},
                    TokensCase{"CurlyPossessive", "Blinken’s plan", "[Blinken] ’s plan"},
                    TokensCase{"LoosePossessive", "Qatar’ s plan", "[Qatar] ’ s plan"},
                    TokensCase{"QuoteBeforeS", "‘ stop", "‘ stop"},
                    TokensCase{"PossessivePlural", "the Joneses' house", "the [Joneses] ' house"},
                    TokensCase{"InnerApostrophe", "by O'Brien in Sana'a", "by [O'Brien] [in] [Sana'a]"},
                    TokensCase{"Initials", "Seth G. Jones and J.F.K. Smith",
                               "[Seth] [G.] [Jones] [and] [J.F.K.] [Smith]"},
                    TokensCase{"DottedCountry", "in the U.S. today", "in the [U.S.] today"},
                    TokensCase{"DottedAtTheEnd", "left the U.S.", "left the [U.S.]"},
                    TokensCase{"Abbreviation", "Gen. Lee", "[Gen.] [Lee]"},
                    TokensCase{"SaintTown", "in St. Louis", "in [St.] [Louis]"},
                    TokensCase{"StateGoesOn", "in Macon, Ga., on", "in [Macon] , [Ga.] , on"},
                    TokensCase{"NoAbbreviation", "He saw Paris. Then", "[He] saw [Paris] . [Then]"},
                    TokensCase{"HyphenLowerAfter", "Yoon Suk-yeol said", "[Yoon] [Suk] [-] [yeol] said"},
                    TokensCase{"HyphenLowerBefore", "Bashar al-Assad", "[Bashar] [al] [-] [Assad]"},
                    TokensCase{"HyphenChain", "in Sar-e-Pul", "in [Sar] [-] [e] [-] [Pul]"},
                    TokensCase{"HyphenAdjective", "US-led talks", "[US] [-] [led] talks"},
                    TokensCase{"ParticleLeads", "said van Gogh", "said [van] [Gogh]"},
                    TokensCase{"TwoParticlesLead", "said de la Cruz", "said [de] [la] [Cruz]"},
                    TokensCase{"ConnectorsJoin", "Bank of the West", "[Bank] [of] [the] [West]"},
                    TokensCase{"ConnectorAlone", "a cup of tea", "a cup of tea"},
                    TokensCase{"LineEndsConnection", "Bank of\nAmerica", "[Bank] of [America]"},
                    TokensCase{"Numbers", "3,000.5 of 20th Street", "3,000.5 of [20th] [Street]"},
                    TokensCase{"Accents", "Erdoğan et Älmhult", "[Erdoğan] et [Älmhult]"},
                    TokensCase{"AddressIsOneMark", "see https://a.org/Iran-talks-in-Rome now",
                               "see https://a.org/Iran-talks-in-Rome now"},
                    TokensCase{"BadUtf8", "A\xFF\x62 B", "[A] \xFF b [B]"},
                    TokensCase{"NoCaseScript", "北京 Beijing", "北京 [Beijing]"},
                    TokensCase{"Dashes", "KABUL -- He", "[KABUL] -- [He]"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Tokens, OffsetsAreBytesOfTheText) {
  Tokens tokens;
  tokenize("Ü é Lyon", tokens);
  ASSERT_EQ(tokens.list.size(), 3u);
  EXPECT_EQ(tokens.list[2].begin, 6u);
  EXPECT_EQ(tokens.list[2].end, 10u);
}

TEST(Tokens, QuotesAndDashesOfPrintFoldToThoseOfATypewriter) {
  Tokens tokens;
  tokenize("“a” – b’s – c’ s", tokens);
  std::string folds;
  for (const auto& token : tokens.list) folds += tokens.fold(token), folds += ' ';
  EXPECT_EQ(folds, "\" a \" -- b 's -- c 's ");
}

TEST(Tokens, FoldedFormsMeet) {
  EXPECT_EQ(fold_word("ERDOĞAN"), "erdogan");
  EXPECT_EQ(fold_word("O’Brien"), "o'brien");
  EXPECT_EQ(fold_word("Łódź"), "lodz");
  EXPECT_EQ(fold_word("ΑΘΗΝΑ"), "αθηνα");
}

TEST(Tokens, SentencesAndCapitalLinesAreSeen) {
  Tokens tokens;
  tokenize("He left. \"She\" stayed in Rome\nCHINA MAKES NEWS", tokens);
  std::string starts, capitals;
  for (const auto& token : tokens.list) {
    if (token.sentence_start) starts += tokens.fold(token), starts += ' ';
    if (token.capital_line) capitals += tokens.fold(token), capitals += ' ';
  }
  EXPECT_EQ(starts, "he \" she china ");
  EXPECT_EQ(capitals, "china makes news ");
}

}  // namespace
}  // namespace dateline::entities
