#include "query/vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "corpus/base/options.h"

namespace dateline {
namespace {

Vocabulary vocabulary(const std::set<std::string>& words) {
  Vocabulary made;
  for (const auto& word : words) made.add(word, static_cast<std::uint32_t>(word.size()));
  return made;
}

struct NearCase {
  const char* name;
  const char* typed;
  std::size_t most;
  Nearness nearness;
  std::vector<std::string> found;  ///< word:distance, in byte order
};
class Near : public testing::TestWithParam<NearCase> {};
TEST_P(Near, FindsWithDistances) {
  const auto words =
      vocabulary({"flood", "flooded", "floods", "folder", "ford", "lyon", "merkel", "merkels"});
  std::vector<std::string> found;
  words.near(GetParam().typed, GetParam().most, GetParam().nearness,
             [&](std::size_t n, std::size_t distance) {
               found.push_back(std::string(words.word(n)) + ":" + std::to_string(distance));
             });
  EXPECT_EQ(found, GetParam().found);
}
INSTANTIATE_TEST_SUITE_P(
    Words, Near,
    testing::Values(NearCase{"Same", "flood", 0, Nearness::kWhole, {"flood:0"}},
                    NearCase{"Substituted", "floot", 1, Nearness::kWhole, {"flood:1"}},
                    NearCase{"Inserted", "fflood", 1, Nearness::kWhole, {"flood:1"}},
                    NearCase{"Deleted", "flod", 1, Nearness::kWhole, {"flood:1"}},
                    NearCase{"Swapped", "lfood", 1, Nearness::kWhole, {"flood:1"}},
                    NearCase{"SwappedAtTheEnd", "merkle", 1, Nearness::kWhole, {"merkel:1"}},
                    NearCase{"Two", "merkal", 2, Nearness::kWhole, {"merkel:1", "merkels:2"}},
                    NearCase{"None", "xyz", 2, Nearness::kWhole, {}},
                    NearCase{
                        "Beginning", "floo", 0, Nearness::kBeginning, {"flood:0", "flooded:0", "floods:0"}},
                    NearCase{"NotABeginning", "erkl", 1, Nearness::kBeginning, {}},
                    NearCase{"SwappedBeginning", "mekr", 1, Nearness::kBeginning, {"merkel:1", "merkels:1"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(VocabularyNear, EqualsComparingWithEveryWord) {
  std::mt19937 random(5);
  const auto any_word = [&] {
    std::string word;
    for (auto length = random() % 8; length > 0; --length) word += "abcd"[random() % 4];
    return word;
  };
  for (int round = 0; round < 200; ++round) {
    std::set<std::string> list;
    for (int n = 0; n < 100; ++n) list.insert(any_word());
    const auto words = vocabulary(list);
    const auto typed = any_word();
    const std::size_t most = random() % 3;
    for (const auto nearness : {Nearness::kWhole, Nearness::kBeginning}) {
      std::map<std::string, std::size_t> expected, found;
      for (const auto& word : list) {
        auto distance = edit_distance(typed, word);
        for (std::size_t length = 0; nearness == Nearness::kBeginning && length < word.size(); ++length)
          distance = std::min(distance, edit_distance(typed, word.substr(0, length)));
        if (distance <= most) expected[word] = distance;
      }
      words.near(typed, most, nearness,
                 [&](std::size_t n, std::size_t distance) { found[std::string(words.word(n))] = distance; });
      ASSERT_EQ(found, expected) << typed << " within " << most;
    }
  }
}

TEST(Vocabulary, KnowsItsWords) {
  const auto words = vocabulary({"a", "ab", "abc", "b"});
  EXPECT_EQ(words.beginning_with("ab"), (std::pair<std::size_t, std::size_t>{1, 3}));
  EXPECT_EQ(words.beginning_with("c"), (std::pair<std::size_t, std::size_t>{4, 4}));
  EXPECT_EQ(words.count_of("abc"), 3u);
  EXPECT_EQ(words.count_of("ac"), 0u);
}

}  // namespace
}  // namespace dateline
