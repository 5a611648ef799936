#include "indexer/entities/finder.h"

#include <gtest/gtest.h>

#include <ctime>
#include <thread>

namespace dateline {
namespace {

const Finder& finder() {
  static const auto kFinder = Finder::load(built_in_model());
  return kFinder.value();
}

/// "person Ann Lee; place Rome"
std::string shown(std::string_view text, const std::vector<Mention>& mentions) {
  constexpr std::string_view kTypes[] = {"person", "place", "organization"};
  std::string out;
  for (const auto& m : mentions) {
    if (!out.empty()) out += "; ";
    out += kTypes[static_cast<std::size_t>(m.type)];
    out += ' ';
    out += text.substr(m.begin, m.end - m.begin);
  }
  return out;
}

struct FindCase {
  const char* name;
  const char* text;
  const char* mentions;
};

class Found : public testing::TestWithParam<FindCase> {};
TEST_P(Found, Mentions) {
  EXPECT_EQ(shown(GetParam().text, finder().find("", GetParam().text).text), GetParam().mentions);
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, Found,
    testing::Values(
        FindCase{"Nothing", "", ""},
        FindCase{"NoName", "the minister said that prices rose again in the third quarter.", ""},
        FindCase{"TitleStaysOut", "Secretary of State Antony Blinken arrived in Kabul on Thursday.",
                 "person Antony Blinken; place Kabul"},
        FindCase{"PossessiveStaysOut", "Officials welcomed Angela Merkel's visit to Poland.",
                 "person Angela Merkel; place Poland"},
        FindCase{"SurnameAfterMr", "The verdict was read to Mr Jones in London.",
                 "person Jones; place London"},
        FindCase{"Initial", "Seth G. Jones wrote a book about Afghanistan.",
                 "person Seth G. Jones; place Afghanistan"},
        FindCase{"HyphenatedName", "South Korean President Yoon Suk-yeol flew to Tokyo.",
                 "person Yoon Suk-yeol; place Tokyo"},
        FindCase{"DottedCountry", "He moved to the U.S. in 2003.", "place U.S."},
        FindCase{"Dateline", "KABUL, Afghanistan (AP) - A bomb killed three people on Monday.",
                 "place KABUL; place Afghanistan; organization AP"},
        FindCase{"DatedDateline", "BRUSSELS 2014-08-22\nThe talks failed.", "place BRUSSELS"},
        FindCase{"DemonymIsNoPlace", "Many Costa Ricans voted on Sunday.", ""},
        FindCase{"AddressIsNoName", "See https://example.org/Iran-talks-in-Rome for more.", ""},
        FindCase{"LoosePossessive", "Qatar’ s ministry of finance met bankers in Doha.",
                 "place Qatar; place Doha"},
        FindCase{"OfficeOfSeveralWords", "He met Deputy Foreign Minister Ann Lee in Rome.",
                 "person Ann Lee; place Rome"},
        FindCase{"RankIsATitle", "Crown Prince Abdullah met Sheikh Hasina in Riyadh.",
                 "person Abdullah; person Hasina; place Riyadh"},
        FindCase{"SecretaryFor", "Secretary for Justice Paul Lam spoke in Hong Kong.",
                 "person Paul Lam; place Hong Kong"},
        FindCase{"ArticleStaysOut", "They flew to the Netherlands on Friday.", "place Netherlands"},
        FindCase{"HyphenatedSurname", "Brenda Schultz-McCarthy beat Nana Miyagi.",
                 "person Brenda Schultz-McCarthy; person Nana Miyagi"},
        FindCase{"SyllableThatIsAWord", "South Korea's President Moon Jae-in spoke in Seoul.",
                 "place South Korea; person Moon Jae-in; place Seoul"},
        FindCase{"ParticleInside", "Prime Minister Kengo wa Dondo flew to Rwanda.",
                 "person Kengo wa Dondo; place Rwanda"},
        FindCase{"UnknownGivenName", "Deputy Secretary of State Strobe Talbott flew to Ottawa.",
                 "person Strobe Talbott; place Ottawa"},
        FindCase{"Scores", "Swansea 2 Leeds 1\n", "organization Swansea; organization Leeds"},
        FindCase{"ListOfResults", "1. Mary Onyali (Nigeria) 11.14\n2. Gail Devers (U.S.) 11.20\n",
                 "person Mary Onyali; place Nigeria; person Gail Devers; place U.S."},
        FindCase{"BytesNotLetters", "„Größe“, said Recep Tayyip Erdoğan in Ankara.",
                 "person Recep Tayyip Erdoğan; place Ankara"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Finder, ReadsATitleInCapitalsWithTheHelpOfTheText) {
  const std::string title = "MERKEL MEETS MACRON IN BERLIN";
  const std::string text =
      "German Chancellor Angela Merkel met French President Emmanuel Macron in Berlin on Friday. Macron said "
      "the talks "
      "were good. Merkel agreed.";
  const auto found = finder().find(title, text);
  EXPECT_EQ(shown(title, found.title), "person MERKEL; person MACRON; place BERLIN");
  EXPECT_EQ(shown(text, found.text),
            "person Angela Merkel; person Emmanuel Macron; place Berlin; person Macron; person Merkel");
}

TEST(Finder, MentionsAreInOrderAndNeverOverlap) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "Maria de la Cruz of the Bank of Ghana (Accra) told Reuters so.\n";
  std::uint32_t end = 0;
  for (const auto& m : finder().find("", text).text) {
    EXPECT_GE(m.begin, end);
    EXPECT_GT(m.end, m.begin);
    end = m.end;
  }
  EXPECT_LE(end, text.size());
}

TEST(Finder, KnowsEnglishOnly) {
  EXPECT_TRUE(finder().knows_language("en"));
  EXPECT_TRUE(finder().knows_language("en-GB"));
  EXPECT_FALSE(finder().knows_language("de"));
  EXPECT_FALSE(finder().knows_language(""));
  EXPECT_FALSE(finder().knows_language("enm"));
}

TEST(Finder, ThreadsShareOne) {
  const std::string text = "Angela Merkel met Emmanuel Macron in Berlin.";
  const auto expected = finder().find("", text);
  std::vector<Mentions> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& one : found) threads.emplace_back([&] { one = finder().find("", text); });
  }
  for (const auto& one : found) EXPECT_EQ(one, expected);
}

/// Seconds of this thread's processor time to find the mentions of `text`, the least of `tries`.
double seconds(const std::string& text, int tries = 3) {
  const auto now = [] {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  double least = 1e9;
  for (int i = 0; i < tries; ++i) {
    const auto start = now();
    finder().find("", text);
    least = std::min(least, now() - start);
  }
  return least;
}

struct LongCase {
  const char* name;
  const char* piece;
};

class LongText : public testing::TestWithParam<LongCase> {};

TEST_P(LongText, TakesTimeInProportion) {
  std::string once;
  while (once.size() < 30'000) once += GetParam().piece;
  std::string eight;
  for (int i = 0; i < 8; ++i) eight += once;
  EXPECT_LT(seconds(eight),
            seconds(once) * 8 * 5);  // a quadratic part would show as 8 times more, noise does not
}

INSTANTIATE_TEST_SUITE_P(Shapes, LongText,
                         testing::Values(LongCase{"Article",
                                                  "Ann Lee met Bob Ray in Rome, said the United Nations. "},
                                         LongCase{"Capitals", "SHARES FALL IN TOKYO AS BANK OF JAPAN MEETS "},
                                         LongCase{"OneWord", "Aaaaaaaaaa"}, LongCase{"Hyphens", "A-b-c-d-"},
                                         LongCase{"Initials", "A.B.C."}, LongCase{"Apostrophes", "O'"},
                                         LongCase{"Particles", "de la van Al "}, LongCase{"Dashes", "-----"},
                                         LongCase{"Brackets", "Rome (A "}, LongCase{"NotUtf8", "\xFF\xC3"}),
                         [](const auto& row) { return std::string(row.param.name); });

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

/// The largest inputs that are promised to take time in proportion: an eighth of it, and all of it.
struct HugeCase {
  const char* name;
  std::string (*text)(std::size_t eighths);
};

class HugeText : public testing::TestWithParam<HugeCase> {};

TEST_P(HugeText, TakesTimeInProportion) {
  EXPECT_LT(seconds(GetParam().text(8), 1), seconds(GetParam().text(1)) * 8 * 4);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, HugeText,
    testing::Values(HugeCase{"ArticleOf10Megabytes",
                             [](std::size_t n) {
                               return repeated(
                                   "Ann Lee met Bob Ray in Rome on Monday, said the United Nations. ",
                                   n * 1'250'000);
                             }},
                    HugeCase{"PageOfCapitals",
                             [](std::size_t n) {
                               return repeated("SHARES FALL IN TOKYO AS BANK OF JAPAN MEETS ", n * 125'000);
                             }},
                    HugeCase{"FiftyThousandNames",
                             [](std::size_t n) {
                               std::string text;
                               for (std::size_t i = 0; i < n * 6'250; ++i)
                                 text += "Ann" + std::to_string(i) + " Lee" + std::to_string(i) + ", ";
                               return text;
                             }}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
