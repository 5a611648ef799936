#include "indexer/followers_writer.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "corpus/base/resources.h"
#include "indexer/followers.h"
#include "indexer/word_file.h"
#include "indexer/word_sections.h"

namespace dateline {

using namespace word_sections;

namespace {

/// What begins where no posting's place leads to a code: any word may stand behind.
constexpr auto kUnknown = std::numeric_limits<std::uint64_t>::max() / 2;

/// How many articles each of the words with codes has, by number.
std::vector<std::uint64_t> frequent(const ArchiveVocabulary& vocabulary, std::uint64_t articles) {
  std::vector<std::uint64_t> frequencies;
  for (const auto n : vocabulary.by_number) {
    if (vocabulary.frequencies[n] * kFollowerShare <= articles) break;
    frequencies.push_back(vocabulary.frequencies[n]);
  }
  return frequencies;
}

/// The codes of some articles, by word. What a word is used for is asked of no branch, which nothing could
/// foresee: words without codes share a place that is not written.
class Chunk {
 public:
  /// `words` with codes, `most` articles.
  Chunk(std::size_t words, std::size_t most)
      : uses_(words + 1),
        most_(most),
        room_(most + kCacheLine),
        codes_(std::make_unique_for_overwrite<std::uint8_t[]>(uses_.size() * room_)) {}

  /// Reads the articles with docids from `first` on.
  void read(const SectionWriter& file, const std::vector<std::uint64_t>& article_begin, DocId first) {
    std::ranges::fill(uses_, Use{});
    const auto end = std::min(first + most_, article_begin.size() - 1);
    const auto begin = article_begin[first];
    bytes_.resize(article_begin[end] - begin);
    is_read_ = file.read(kArticles, begin, bytes_.data(), bytes_.size());
    for (auto document = first; is_read_ && document < end; ++document) {
      const auto at = article_begin[document] - begin;
      add(document, std::string_view(bytes_).substr(at, article_begin[document + 1] - begin - at));
    }
  }

  bool is_read() const { return is_read_; }
  std::span<const std::uint8_t> codes(std::size_t word) const {
    return {codes_.get() + word * room_, uses_[word].articles};
  }

 private:
  static constexpr std::size_t kCacheLine = 64;
  struct Use {
    DocId last = 0;              ///< the last article
    std::uint32_t articles = 0;  ///< so far
  };

  void add(DocId document, std::string_view article) {
    const auto others = uses_.size() - 1;
    std::uint8_t unused = Follower::kNone;
    auto* before = &unused;  // the code of the word before
    std::uint32_t last = 0;
    for_each_word(article, [&](WordNumber word, std::uint32_t position) {
      auto* const behind = position == last + 1 ? before : &unused;
      *behind = Follower(word).added_to(*behind);
      last = position;
      const auto n = std::min<std::size_t>(word, others);
      auto& use = uses_[n];
      const bool is_new = std::exchange(use.last, document) != document;
      use.articles += is_new;
      before = codes_.get() + n * room_ + use.articles - 1;
      *before = is_new ? Follower::kNone : *before;
    });
  }

  std::vector<Use> uses_;  ///< by word; those without codes are the last one
  std::size_t most_;       ///< articles
  std::size_t room_;       ///< bytes of each word, by which they do not compete for places of the cache
  std::unique_ptr<std::uint8_t[]> codes_;  ///< by word
  std::string bytes_;
  bool is_read_ = false;
};

}  // namespace

void write_followers(SectionWriter& file, const std::vector<std::uint64_t>& article_begin,
                     const ArchiveVocabulary& vocabulary, std::uint64_t articles) {
  const auto frequencies = frequent(vocabulary, articles);
  const auto words = frequencies.size(), docids = article_begin.size() - 1;
  std::vector<std::uint64_t> begin, written(words);
  std::uint64_t offset = 0;
  bool is_whole = true;
  file.begin(kFollowers);
  std::vector<Chunk> chunks;
  const auto all = (docids + kFollowerChunk - 1) / kFollowerChunk;
  const auto cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  while (words > 0 && chunks.size() < std::min(cores, all))
    chunks.emplace_back(words, std::min<std::size_t>(kFollowerChunk, docids));
  for (std::size_t first = 0; words > 0 && first < docids; first += chunks.size() * kFollowerChunk) {
    const auto count = std::min(chunks.size(), (docids - first + kFollowerChunk - 1) / kFollowerChunk);
    run_tasks(count, count, [&](std::size_t n) {
      chunks[n].read(file, article_begin, static_cast<DocId>(first + n * kFollowerChunk));
    });
    for (const auto& chunk : std::span(chunks).first(count)) {
      is_whole = is_whole && chunk.is_read();
      for (std::size_t word = 0; word < words; ++word) {
        const auto codes = chunk.codes(word);
        file.append(codes.data(), codes.size());
        begin.push_back(offset - written[word]);
        written[word] += codes.size();
        offset += codes.size();
      }
    }
  }
  // Postings of articles whose words are not there would lead to the codes of others.
  for (std::size_t n = 0; n < begin.size(); ++n) {
    const auto word = n % words;
    if (!is_whole || written[word] != frequencies[word]) begin[n] = kUnknown;
  }
  file.section(kFollowerBegin, begin);
}

}  // namespace dateline
