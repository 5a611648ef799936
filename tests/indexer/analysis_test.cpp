#include "indexer/analysis.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct TextCase {
  const char* name;
  const char* text;
  const char* words;  ///< folded, with `@position` where it is not one more than the word before
};

std::string shown(std::string_view text) {
  std::string out;
  Tokenizer tokenizer;
  tokenizer.reset(text);
  std::uint32_t expected = 0;
  for (Token token; tokenizer.next(token); expected = token.position + 1) {
    if (!out.empty()) out += ' ';
    out += token.term;
    if (token.position != expected) out += "@" + std::to_string(token.position);
  }
  return out;
}

class Words : public testing::TestWithParam<TextCase> {};
TEST_P(Words, AreSplitAndFolded) { EXPECT_EQ(shown(GetParam().text), GetParam().words); }

INSTANTIATE_TEST_SUITE_P(
    Texts, Words,
    testing::Values(TextCase{"Empty", "", ""}, TextCase{"Plain", "The cat, sat.", "the cat sat"},
                    TextCase{"Accents", "Zürich Łódź São naïve", "zurich lodz sao naive"},
                    TextCase{"Ligatures", "Straße Encyclopædia ﬁle", "strasse encyclopaedia file"},
                    TextCase{"IrishName", "O'Brien O’Neill", "obrien oneill"},
                    TextCase{"Contraction", "don't it’s", "dont it"},
                    TextCase{"Possessive", "Jones's Jones' the President’s", "jones jones the president"},
                    TextCase{"Elision", "l'Europe d’Estaing dell'Unione", "l europe d estaing dell unione"},
                    TextCase{"Initials", "the U.S. and U.K.", "the us and uk"},
                    TextCase{"MiddleInitial", "Seth G. Jones", "seth g jones"},
                    TextCase{"SentenceEnd", "end.Next a.b", "end next ab"},
                    TextCase{"Domain", "example.com", "example com"},
                    TextCase{"Numbers", "1,000 3.5 2,000,000 10,20", "1000 3.5 2000000 10 20"},
                    TextCase{"NumbersThatAreDates", "2012,2013 2021-08-15", "2012 2013 2021 08 15"},
                    TextCase{"Ampersand", "AT&T R&D a & b", "at&t r&d a b"},
                    TextCase{"Hyphen", "Sar-e-Pol twenty-one", "sar e pol twenty one"},
                    TextCase{"Russian", "Горбачёв й Ельцин", "горбачев й ельцин"},
                    TextCase{"Greek", "Αθήνα ΟΔΟΣ", "αθηνα οδοσ"}, TextCase{"ArabicVowels", "مُحَمَّد", "محمد"},
                    TextCase{"TamilKeepsItsVowels", "தமிழ் செய்தி", "தமிழ் செய்தி"},
                    TextCase{"SinhalaLosesOnlyItsJoiner", "ශ්‍රී ලංකා", "ශ්රී ලංකා"},
                    TextCase{"Chinese", "北京大学", "北 北京@0 京 京大@1 大 大学@2 学"},
                    TextCase{"JapaneseLongVowel", "タワー", "タ タワ@0 ワ ワー@1 ー"},
                    TextCase{"ChineseAmongLatin", "in 北京 now", "in 北 北京@1 京 now"},
                    TextCase{"FullWidth", "ＮＨＫ", "nhk"},
                    TextCase{"InvalidBytesSeparate",
                             "a\xFF"
                             "b",
                             "a b"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Tokens, SayWhereTheyStand) {
  const std::string text = "The U.S. Jones's";
  Tokenizer tokenizer;
  tokenizer.reset(text);
  std::vector<std::string> surfaces;
  for (Token token; tokenizer.next(token);)
    surfaces.push_back(text.substr(token.begin, token.end - token.begin));
  EXPECT_EQ(surfaces, (std::vector<std::string>{"The", "U.S.", "Jones"}));
}

TEST(Tokens, KnowWhetherTheyStandFolded) {
  Tokenizer tokenizer;
  tokenizer.reset("us US U.S. 1,000");
  std::vector<bool> folded;
  for (Token token; tokenizer.next(token);) folded.push_back(token.is_folded);
  EXPECT_EQ(folded, (std::vector<bool>{true, false, false, false}));
}

TEST(Tokens, OfAnyBytesStayInsideTheText) {
  // Every pair of bytes, so that each joiner meets each end.
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{'a', static_cast<char>(first), static_cast<char>(second)};
      Tokenizer tokenizer;
      tokenizer.reset(text);
      for (Token token; tokenizer.next(token);) {
        ASSERT_LT(token.begin, token.end);
        ASSERT_LE(token.end, text.size());
      }
    }
  }
}

/// A zero-width joiner alone in an article was a word of no bytes, which the index refuses.
TEST(Tokens, AreNeverEmpty) {
  for (const char* text : {"a \u200d b", "\u200c", "\u3164", "x \u3164\u3164 y", "\u0345"}) {
    Tokenizer tokenizer;
    tokenizer.reset(text);
    for (Token token; tokenizer.next(token);) EXPECT_FALSE(token.term.empty()) << text;
  }
}

TEST(Tokens, StandWhereTheyDoWhetherFoldedOrNot) {
  const auto places = [](const std::string& text, Tokenizer::Terms terms) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
    Tokenizer tokenizer;
    tokenizer.reset(text, terms);
    for (Token token; tokenizer.next(token);) ranges.emplace_back(token.begin, token.end);
    return ranges;
  };
  for (char32_t c = 0x20; c < 0x30000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string letter;
    append_utf8(letter, c);
    const auto text = letter + " 'a" + letter + "' x\u0301 \u02bc";
    ASSERT_EQ(places(text, Tokenizer::Terms::kUnfolded), places(text, Tokenizer::Terms::kFolded)) << text;
  }
}

TEST(Tokens, LongWordsAreBounded) {
  Tokenizer tokenizer;
  const std::string text(100'000, 'x');
  tokenizer.reset(text);
  Token token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.term.size(), 200u);
  EXPECT_EQ(token.end, text.size());
}

TEST(Tokens, OfManyPartsAreReadInOneWalk) {  // each part once folded all before it: hours for this word
  Tokenizer tokenizer;
  std::string text;
  for (int n = 0; n < 1'000'000; ++n) text += "o'";
  text += 'o';
  tokenizer.reset(text);
  Token token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.end, text.size());
  EXPECT_EQ(token.term, std::string(200, 'o'));
}

TEST(ValueKey, IsTheFoldedWords) {
  EXPECT_EQ(value_key("Seth G. Jones"), "seth g jones");
  EXPECT_EQ(value_key("U.S."), "us");
  EXPECT_EQ(value_key("Sar-e-Pol"), "sar e pol");
  EXPECT_EQ(value_key("北京"), "北 京");
  EXPECT_EQ(value_key(" ?! "), "?!");
}

}  // namespace
}  // namespace dateline
