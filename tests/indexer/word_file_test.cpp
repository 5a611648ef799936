#include "indexer/word_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <iterator>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using Placed = std::vector<std::pair<WordNumber, std::uint32_t>>;

std::string encoded(const Placed& words) {
  std::string bytes;
  std::uint32_t last = 0;
  for (const auto& [word, position] : words) {
    append_word(bytes, word, position, last);
    last = position;
  }
  return bytes;
}

Placed decoded(std::string_view bytes) {
  Placed words;
  for_each_word(bytes, [&](WordNumber word, std::uint32_t position) { words.emplace_back(word, position); });
  return words;
}

std::vector<WordNumber> numbers_of(const Placed& words) {
  std::vector<WordNumber> numbers;
  for (const auto& [word, position] : words) numbers.push_back(word);
  return numbers;
}

TEST(WordCodes, OfTwoArticlesIsReadAsOfEach) {
  const std::vector<Placed> articles{
      {}, {{7, 1}}, {{191, 1}, {7, 2}, {995'519, 9}}, {{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 400}}};
  for (const auto& first : articles) {
    for (const auto& second : articles) {
      std::vector<WordNumber> one, other;
      for_each_word_of_two(
          encoded(first), encoded(second), [&](WordNumber word) { one.push_back(word); },
          [&](WordNumber word) { other.push_back(word); });
      EXPECT_EQ(one, numbers_of(first));
      EXPECT_EQ(other, numbers_of(second));
    }
  }
}

struct CodeCase {
  const char* name;
  Placed words;
  std::size_t bytes;
};
class WordCode : public testing::TestWithParam<CodeCase> {};

TEST_P(WordCode, ReadsWhatItWrote) {
  const auto bytes = encoded(GetParam().words);
  EXPECT_EQ(bytes.size(), GetParam().bytes);
  EXPECT_EQ(decoded(bytes), GetParam().words);
}

TEST_P(WordCode, ReadsNoFurtherThanTheBytes) {
  const auto bytes = encoded(GetParam().words);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::vector<char> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_LE(decoded({cut.data(), cut.size()}).size(), GetParam().words.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Words, WordCode,
                         testing::Values(CodeCase{"None", {}, 0}, CodeCase{"Frequent", {{0, 1}, {190, 2}}, 2},
                                         CodeCase{"TwoBytes", {{191, 1}, {12'478, 2}}, 4},
                                         CodeCase{"ThreeBytes", {{12'479, 1}, {995'518, 2}}, 6},
                                         CodeCase{"FiveBytes", {{995'519, 1}, {0xFFFF'FFFF, 2}}, 10},
                                         CodeCase{"OnePosition", {{5, 1}, {6, 1}}, 4},
                                         CodeCase{"BehindATitle", {{5, 3}, {6, 256}}, 7},
                                         CodeCase{"Far", {{5, 0x1234'5678}}, 7}),
                         [](const auto& row) { return std::string(row.param.name); });

/// An index of two articles and the path of its generation.
struct Loaded {
  TemporaryFolder folder;
  std::string generation;

  Loaded() {
    auto writer = Writer::open(folder.path());
    EXPECT_TRUE(writer->put({.id = "1", .title = "Storm", .text = "Wind and rain and wind."}, ""));
    EXPECT_TRUE(writer->put({.id = "2", .title = "Tōkyō 東京", .text = "Rain"}, ""));
    EXPECT_TRUE(writer->commit());
    generation = *current_generation(folder.path());
  }
};

std::vector<std::string> spelled(const WordFile& file, DocId document) {
  std::vector<std::string> words;
  for_each_word(file.article(document), [&](WordNumber word, std::uint32_t position) {
    words.push_back(std::string(file.word(word)) + "@" + std::to_string(position));
  });
  return words;
}

TEST(WordFile, HoldsTheWordsOfArticlesInOrder) {
  const Loaded loaded;
  const Xapian::Database database(loaded.generation);
  const auto file = WordFile::open(loaded.generation, database);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_THAT(spelled(*file, 1),
              testing::ElementsAre("storm@1", "wind@256", "and@257", "rain@258", "and@259", "wind@260"));
  EXPECT_THAT(spelled(*file, 2), testing::ElementsAre("tokyo@1", "東@2", "東京@2", "京@3", "rain@256"));
  EXPECT_TRUE(file->article(0).empty());
  EXPECT_TRUE(file->article(3).empty());
  EXPECT_EQ(file->number("rain"), 0u);
  EXPECT_EQ(file->number("snow"), std::nullopt);
  EXPECT_EQ(file->frequencies()[0], 2u);
  EXPECT_EQ(file->words(), 8u);
  const auto spelled_from = [&](std::string_view beginning) {
    std::vector<std::string_view> words;
    for (const auto number : file->beginning_with(beginning)) words.push_back(file->word(number));
    return words;
  };
  EXPECT_THAT(spelled_from("r"), testing::ElementsAre("rain"));
  EXPECT_THAT(spelled_from("東"), testing::ElementsAre("東", "東京"));
  EXPECT_THAT(spelled_from("x"), testing::IsEmpty());
}

TEST(WordFile, GivesTheMostFrequentWordOfAStem) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  for (const auto* text :
       {"Floods flooded a university, a general said in 1999", "Floods, and one universe", "Flooding"})
    EXPECT_TRUE(writer->put({.id = text, .text = text, .language = "en"}, ""));
  EXPECT_TRUE(writer->commit());
  const auto generation = *current_generation(folder.path());
  const auto file = WordFile::open(generation, Xapian::Database(generation));
  ASSERT_TRUE(file) << file.error().message;
  const std::pair<std::string_view, std::string_view> rows[] = {{"floods", "floods"},
                                                                {"flooded", "floods"},
                                                                {"flooding", "floods"},
                                                                {"general", "general"},
                                                                {"and", "and"}};
  for (const auto& [word, most_frequent] : rows)
    EXPECT_EQ(file->word(file->stem(*file->number(word))), most_frequent) << word;
  EXPECT_EQ(file->stem(*file->number("university")), file->stem(*file->number("universe")));
  for (const auto* word : {"1999", "a", "in"}) EXPECT_EQ(file->stem(*file->number(word)), kNoWord) << word;
}

TEST(WordFile, IsTheSameFromALoadAsFromItsDatabase) {
  const Loaded loaded;
  const auto path = loaded.generation + "/words";
  const auto from_load = bytes_of(path);
  ASSERT_TRUE(WordFile::write(loaded.generation, Xapian::Database(loaded.generation)));
  EXPECT_EQ(bytes_of(path), from_load);
}

TEST(WordFile, LeavesOutWhatALoadReplaced) {
  const TemporaryFolder folder;
  auto writer = Writer::open(folder.path());
  for (const auto* text : {"Old wind", "New rain"})
    EXPECT_TRUE(writer->put({.id = "1", .title = "Storm", .text = text}, ""));
  EXPECT_TRUE(writer->commit());
  const auto generation = *current_generation(folder.path());
  const auto file = WordFile::open(generation, Xapian::Database(generation));
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->number("wind"), std::nullopt);
  EXPECT_TRUE(file->article(1).empty());
  EXPECT_THAT(spelled(*file, 2), testing::ElementsAre("storm@1", "new@256", "rain@257"));
}

TEST(WordFile, KnowsWhichDatabaseItIsOf) {
  const Loaded one, other;
  std::filesystem::copy(one.generation + "/words", other.generation + "/words",
                        std::filesystem::copy_options::overwrite_existing);
  const auto file = WordFile::open(other.generation, Xapian::Database(other.generation));
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kNotFound);
}

TEST(WordFile, SaysThatItIsDamaged) {
  const Loaded loaded;
  std::filesystem::resize_file(loaded.generation + "/words", 700);
  const auto file = WordFile::open(loaded.generation, Xapian::Database(loaded.generation));
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace dateline
