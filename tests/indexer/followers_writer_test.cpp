// What is written of random articles: whatever stands behind a frequent word is found there, and most of what
// does not is not.
#include "indexer/followers_writer.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/followers.h"
#include "indexer/word_file.h"
#include "indexer/word_sections.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using namespace word_sections;

struct Word {
  WordNumber number = 0;
  std::uint32_t position = 0;
};

struct ArchiveCase {
  const char* name;
  DocId last;             ///< the highest docid
  unsigned missing;       ///< of a hundred docids, those without an article
  DocId unlike_postings;  ///< an article that has its words in the postings alone; 0: none
};

class FollowersOf : public testing::TestWithParam<ArchiveCase> {
 protected:
  static constexpr WordNumber kWords = 40, kRare = 30;  ///< those from kRare on

  FollowersOf() : articles_(GetParam().last + std::size_t{1}) {
    for (DocId document = 1; document <= GetParam().last; ++document) {
      if (below(100) < GetParam().missing) continue;
      ++count_;
      articles_[document] = some_words();
      for (const auto& [number, position] : articles_[document]) postings_[number].insert(document);
    }
    if (GetParam().unlike_postings != 0) articles_[GetParam().unlike_postings].clear();
    write();
    file_.emplace(SectionFile::open(path_, kMagic, kCount, database_.get_uuid()).value());
    followers_ = {file_->section<std::uint64_t>(kFollowerBegin), file_->section<std::uint8_t>(kFollowers),
                  GetParam().last};
  }

  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

  /// With gaps, as between title and text.
  std::vector<Word> some_words() {
    std::vector<Word> words;
    std::uint32_t position = 0;
    for (auto left = below(12); left > 0; --left) {
      position += below(6) == 0 ? 100 : 1;
      words.push_back({below(60) == 0 ? kRare + below(kWords - kRare) : below(kRare), position});
    }
    return words;
  }

  void write() {
    ArchiveVocabulary vocabulary;
    for (WordNumber word = 0; word < kWords; ++word) {
      vocabulary.words.push_back("w" + std::to_string(word));
      vocabulary.frequencies.push_back(static_cast<std::uint32_t>(postings_[word].size()));
      vocabulary.by_number.push_back(word);
    }
    SectionWriter file(path_, kMagic, kCount);
    std::vector<std::uint64_t> begin{0};
    file.begin(kArticles);
    for (const auto& article : articles_) {
      std::string bytes;
      std::uint32_t last = 0;
      for (const auto& [number, position] : article)
        append_word(bytes, number, position, std::exchange(last, position));
      file.append(bytes.data(), bytes.size());
      begin.push_back(begin.back() + bytes.size());
    }
    file.section(kArticleBegin, begin);
    write_followers(file, begin, vocabulary, count_);
    ASSERT_TRUE(file.finish(database_));
  }

  bool follows(const std::vector<Word>& article, WordNumber word, WordNumber next) const {
    return std::ranges::adjacent_find(article, [&](const Word& one, const Word& other) {
             return one.number == word && other.number == next && other.position == one.position + 1;
           }) != article.end();
  }

  std::mt19937 random_{3};
  TemporaryFolder folder_;
  std::string path_ = folder_.path("words");
  Xapian::WritableDatabase database_{folder_.path("database"), Xapian::DB_CREATE};
  std::vector<std::vector<Word>> articles_;
  std::map<WordNumber, std::set<DocId>> postings_;
  std::uint64_t count_ = 0;
  std::optional<SectionFile> file_;
  Followers followers_;
};

TEST_P(FollowersOf, AreFoundAndFewOthers) {
  const auto unlike = GetParam().unlike_postings;
  std::size_t found = 0, others = 0, asked = 0;
  for (WordNumber word = 0; word < kWords; ++word) {
    const bool is_frequent = postings_[word].size() * kFollowerShare > count_;
    ASSERT_EQ(followers_.has(word), is_frequent) << word;
    if (!is_frequent) continue;
    std::size_t place = 0;
    const bool is_unknown = unlike != 0 && postings_[word].contains(unlike);
    for (const auto document : postings_[word]) {
      const auto next = below(kWords);
      const bool may_follow = followers_.may_follow(word, document, place++, Follower(next));
      const bool does = follows(articles_[document], word, next);
      ASSERT_TRUE(may_follow || !does) << word << " " << next << " in " << document;
      ASSERT_TRUE(may_follow || !is_unknown) << word;
      if (is_unknown) continue;
      found += does;
      asked += !does;
      others += may_follow && !does;
    }
  }
  EXPECT_GT(found, asked / 100);
  EXPECT_LT(others, asked / 10);
}

INSTANTIATE_TEST_SUITE_P(Archives, FollowersOf,
                         testing::Values(ArchiveCase{"OneChunk", 2'000, 0, 0},
                                         ArchiveCase{"JustAChunk", kFollowerChunk - 1, 0, 0},
                                         ArchiveCase{"OneMore", kFollowerChunk, 0, 0},
                                         ArchiveCase{"SeveralChunks", 3 * kFollowerChunk + 17, 0, 0},
                                         ArchiveCase{"WithGaps", 2 * kFollowerChunk + 17, 40, 0},
                                         ArchiveCase{"UnlikeThePostings", 2'000, 0, 1'000}),
                         [](const auto& row) { return std::string(row.param.name); });

struct CodeCase {
  const char* name;
  std::vector<std::uint32_t> added;
  std::size_t most_others;  ///< of a thousand other words
};
class FollowerCodes : public testing::TestWithParam<CodeCase> {};

TEST_P(FollowerCodes, HaveWhatWasAdded) {
  auto code = Follower::kNone;
  for (const auto word : GetParam().added) code = Follower(word).added_to(code);
  for (const auto word : GetParam().added) EXPECT_TRUE(Follower(word).may_be_in(code)) << word;
  std::size_t others = 0;
  for (std::uint32_t word = 100; word < 1'100; ++word) others += Follower(word).may_be_in(code);
  EXPECT_LE(others, GetParam().most_others);
}

INSTANTIATE_TEST_SUITE_P(
    Codes, FollowerCodes,
    testing::Values(CodeCase{"None", {}, 0}, CodeCase{"One", {5}, 20}, CodeCase{"OneTwice", {5, 5}, 20},
                    CodeCase{"Two", {5, 9}, 330}, CodeCase{"Three", {5, 9, 17}, 480},
                    CodeCase{"Many", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, 1'000}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
