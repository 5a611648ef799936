#include "indexer/entities/names/person_name.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct ParseCase {
  const char* name;
  const char* written;
  const char* words;  ///< divided by |, the generation behind /
};

class ParsePerson : public testing::TestWithParam<ParseCase> {};

TEST_P(ParsePerson, GivesWords) {
  const auto name = parse_person(GetParam().written);
  EXPECT_EQ(joined(name.words, "|") + (name.generation.empty() ? "" : "/" + name.generation),
            GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Names, ParsePerson,
    testing::Values(
        ParseCase{"Plain", "Seth Jones", "seth|jones"}, ParseCase{"Turned", "Jones, Seth G.", "seth|g|jones"},
        ParseCase{"InitialsWithDots", "J.R. Jayewardene", "j|r|jayewardene"},
        ParseCase{"InitialsWithoutDots", "JR Jayewardene", "j|r|jayewardene"},
        ParseCase{"FourInitialsWithoutDots", "SWRD Bandaranaike", "s|w|r|d|bandaranaike"},
        ParseCase{"FourLettersThatSoundLikeAName", "OMAR Hale", "omar|hale"},
        ParseCase{"InitialsWithoutBlanks", "G.L.Peiris", "g|l|peiris"},
        ParseCase{"OfficeOfSeveral", "MPs Ana Ruiz", "ana|ruiz"},
        ParseCase{"InitialsThatSoundLikeAName", "KIM Ranatunge", "k|i|m|ranatunge"},
        ParseCase{"AllInCapitals", "KIM JONG UN", "kim|jong|un"},
        // Letters of other scripts were cut into bytes.
        ParseCase{"InitialOfAnotherScript", "И. Иванов", "и|иванов"},
        ParseCase{"FoldedInitials", "hl de silva", "h|l|silva"},
        ParseCase{"Junior", "Walter Wallace Jr.", "walter|wallace/jr"},
        ParseCase{"Third", "Thomas Hale III", "thomas|hale/iii"},
        ParseCase{"Sixteenth", "Benedict XVI", "benedict/xvi"}, ParseCase{"Eleventh", "Pius XI", "pius/xi"},
        ParseCase{"ANumberThatIsAName", "Jinping Xi", "jinping|xi"},
        ParseCase{"ANumberThatIsANameInCapitals", "JINPING XI", "jinping|xi"},
        ParseCase{"Doctor", "Dr. Ana Ruiz", "ana|ruiz"}, ParseCase{"Madame", "Mme Spanton", "spanton"},
        ParseCase{"Office", "Chief Minister Ana Ruiz", "ana|ruiz"},
        ParseCase{"OfficeOfOneWord", "Judge Judy", "judge|judy"},
        ParseCase{"Particles", "Ursula von der Leyen", "ursula|leyen"},
        ParseCase{"FamilyWithParticle", "bin Laden", "laden"},
        ParseCase{"FamilyWithArticle", "al-Eryani", "eryani"},
        ParseCase{"GivenNameLikeAnArticle", "Al Gore", "al|gore"},
        ParseCase{"Apostrophe", "Beto O’Rourke", "beto|orourke"},
        ParseCase{"Accents", "Sinéad O'Connor", "sinead|oconnor"},
        ParseCase{"Hyphen", "Kim Jong-un", "kim|jong|un"}, ParseCase{"Nothing", " - ", ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct FitCase {
  const char* name;
  const char* one;
  const char* other;
  NameFit fit;
};

class Fit : public testing::TestWithParam<FitCase> {};

TEST_P(Fit, IsTheSameBothWays) {
  const auto a = parse_person(GetParam().one), b = parse_person(GetParam().other);
  EXPECT_EQ(name_fit(a, b), GetParam().fit);
  EXPECT_EQ(name_fit(b, a), GetParam().fit);
}

INSTANTIATE_TEST_SUITE_P(
    Names, Fit,
    testing::Values(
        FitCase{"Same", "Seth Jones", "Seth Jones", NameFit::kSame},
        FitCase{"MiddleInitial", "Seth G. Jones", "Seth Jones", NameFit::kSame},
        FitCase{"FirstInitial", "S. Jones", "Seth Jones", NameFit::kSame},
        FitCase{"MiddleWritten", "Seth G. Jones", "Seth Gerald Jones", NameFit::kSame},
        FitCase{"OtherMiddle", "Seth G. Jones", "Seth B. Jones", NameFit::kNone},
        FitCase{"OneMiddleOfTwo", "Ana Luisa Maria Ruiz", "Ana Maria Ruiz", NameFit::kSame},
        FitCase{"ASecondInitialLeftOut", "George W. Bush", "George H. W. Bush", NameFit::kNone},
        FitCase{"InitialsTurned", "J. R.", "R. J.", NameFit::kNone},
        FitCase{"OtherFirst", "Sam Jones", "Seth Jones", NameFit::kNone},
        FitCase{"OtherInitialOfAnotherScript", "И. Иванов", "Сергей Иванов", NameFit::kNone},
        FitCase{"OtherLast", "Seth Jones", "Seth James", NameFit::kNone},
        FitCase{"InitialsBesideOtherNames", "R. M. Hugo Hale", "Ronald Martin Hale", NameFit::kNone},
        FitCase{"InitialsBesideTheSameName", "R. M. Hugo Hale", "Ronald Hugo Hale", NameFit::kSame},
        FitCase{"SurnameAlone", "Jones", "Seth Jones", NameFit::kNone},
        FitCase{"Initials", "JR Jayewardene", "Junius Richard Jayewardene", NameFit::kSame},
        FitCase{"Nickname", "Bill Clinton", "William Jefferson Clinton", NameFit::kVariant},
        FitCase{"Spelling", "Mikhail Gorbatchev", "Mikhail Gorbachev", NameFit::kVariant},
        FitCase{"Hungarian", "Orbán Viktor", "Viktor Orbán", NameFit::kVariant},
        FitCase{"Korean", "Jong-un Kim", "Kim Jong Un", NameFit::kVariant},
        FitCase{"TwoGivenNames", "James Thomas", "Thomas James", NameFit::kNone},
        FitCase{"RunTogether", "Kim Jongun", "Kim Jong-un", NameFit::kVariant},
        FitCase{"WithoutParticle", "Bashar Assad", "Bashar al-Assad", NameFit::kSame},
        FitCase{"WithoutCongoleseParticle", "Kengo Dondo", "Kengo wa Dondo", NameFit::kSame},
        FitCase{"FamilyOfTwoWords", "García Márquez", "Gabriel García Márquez", NameFit::kPart},
        FitCase{"WithoutTheLast", "Anura Kumara", "Anura Kumara Dissanayake", NameFit::kPart},
        FitCase{"FamilyWithParticle", "van der Berg", "Anna van der Berg", NameFit::kPart},
        FitCase{"JuniorAndSenior", "Thomas Hale Jr.", "Thomas Hale Sr.", NameFit::kNone},
        FitCase{"JuniorAndNeither", "Thomas Hale Jr.", "Thomas Hale", NameFit::kSame}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
