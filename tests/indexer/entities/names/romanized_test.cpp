#include "indexer/entities/names/romanized.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct SpellingCase {
  const char* name;
  const char* one;
  const char* other;
  bool same;
};

class Spellings : public testing::TestWithParam<SpellingCase> {};

TEST_P(Spellings, AreOneNamesOrTwo) {
  const auto key = [](const char* word) { return family_key(plain_letters(word)); };
  EXPECT_EQ(key(GetParam().one) == key(GetParam().other), GetParam().same)
      << key(GetParam().one) << ' ' << key(GetParam().other);
}

INSTANTIATE_TEST_SUITE_P(Pairs, Spellings,
                         testing::Values(SpellingCase{"Russian", "Gorbachev", "Gorbatchev", true},
                                         SpellingCase{"RussianInGerman", "Gorbachev", "Gorbatschow", true},
                                         SpellingCase{"Khrushchev", "Khrushchev", "Kruschev", true},
                                         SpellingCase{"Yeltsin", "Yeltsin", "Eltsin", true},
                                         SpellingCase{"Rachmaninoff", "Rachmaninov", "Rachmaninoff", true},
                                         SpellingCase{"UkrainianY", "Zelensky", "Zelenskyy", true},
                                         SpellingCase{"UkrainianIy", "Zelenskiy", "Zelenskij", true},
                                         SpellingCase{"Arabic", "Mohammed", "Muhammad", true},
                                         SpellingCase{"ArabicOneM", "Mohamed", "Muhammed", true},
                                         SpellingCase{"Gaddafi", "Gaddafi", "Qadhafi", true},
                                         SpellingCase{"French", "Mahmoud", "Mahmud", true},
                                         SpellingCase{"Umlaut", "Müller", "Mueller", true},
                                         SpellingCase{"UmlautLost", "Schröder", "Schroder", true},
                                         SpellingCase{"Accent", "Erdoğan", "Erdogan", true},
                                         SpellingCase{"BarredD", "Đoković", "Djokovic", true},
                                         SpellingCase{"SharpS", "Strauß", "Strauss", true},
                                         SpellingCase{"Sinhala", "Gunawardena", "Gunawardana", true},
                                         SpellingCase{"SinhalaEnd", "Rajapaksa", "Rajapakse", true},
                                         SpellingCase{"SinhalaH", "Gotabhaya", "Gotabaya", true},
                                         SpellingCase{"FinalH", "Abdullah", "Abdulla", true},
                                         SpellingCase{"Doubled", "Phillips", "Philips", true},
                                         SpellingCase{"SmithSmyth", "Smith", "Smyth", false},
                                         SpellingCase{"HansenHanson", "Hansen", "Hanson", false},
                                         SpellingCase{"JensenJansen", "Jensen", "Jansen", false},
                                         SpellingCase{"AndersonAndersen", "Anderson", "Andersen", false},
                                         SpellingCase{"ClarkClarke", "Clark", "Clarke", false},
                                         SpellingCase{"LeeLi", "Lee", "Li", false},
                                         SpellingCase{"KhanKan", "Khan", "Kan", false},
                                         SpellingCase{"StephensStevens", "Stephens", "Stevens", false},
                                         SpellingCase{"MeyerMaier", "Meyer", "Maier", false},
                                         SpellingCase{"MariaMario", "Maria", "Mario", false},
                                         SpellingCase{"JohnsonJohnston", "Johnson", "Johnston", false},
                                         SpellingCase{"BrownBrowne", "Brown", "Browne", false},
                                         SpellingCase{"ZhangJang", "Zhang", "Jang", false}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PlainLetters, LeaveOtherScriptsAlone) {
  EXPECT_EQ(plain_letters("Łukasz"), "lukasz");
  EXPECT_EQ(plain_letters("İnönü"), "inonu");
  EXPECT_EQ(plain_letters("Wałęsa"), "walesa");
  EXPECT_EQ(plain_letters("Þórr"), "thorr");
  EXPECT_EQ(plain_letters("\u0413\u043e\u0440"), "\u0433\u043e\u0440");
  EXPECT_EQ(plain_letters("金正恩"), "金正恩");
}

TEST(FamilyKey, TellsAFromEInGivenNamesOnly) {
  EXPECT_NE(spelling_key("alexandra"), spelling_key("alexandre"));
  EXPECT_EQ(family_key("gunawardana"), family_key("gunawardena"));
}

}  // namespace
}  // namespace dateline
