#include "indexer/word_file.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/word_sections.h"

namespace dateline {

using namespace word_sections;

void append_word(std::string& bytes, WordNumber word, std::uint32_t position, std::uint32_t last) {
  std::array<char, kMostWordBytes> code;
  bytes.append(code.data(), put_word(code.data(), word, position, last));
}

bool read_any_word(const unsigned char*& at, const unsigned char* end, WordNumber& word,
                   std::uint32_t& position) {
  std::uint32_t step = 1;
  if (*at == 0) {
    step = 0;
    for (unsigned shift = 0; ++at < end && shift < 32; shift += 7) {
      step |= std::uint32_t{*at & 0x7Fu} << shift;
      if (*at < 0x80) break;
    }
    if (++at >= end) return false;
  }
  position += step;
  constexpr unsigned kLongest = 5;
  unsigned char bytes[kLongest] = {};
  const auto left = std::min<std::ptrdiff_t>(end - at, kLongest);
  std::copy_n(at, left, bytes);
  const auto& code = kWordCodes[bytes[0]];
  const bool is_longest = bytes[0] == 0xFF;
  const auto size = is_longest ? kLongest : code.bytes;
  if (size == 0 || size > left) return false;
  word = is_longest ? four_bytes(bytes + 1) : (four_bytes(bytes) >> code.unread) - code.begin;
  at += size;
  return true;
}

std::expected<WordFile, Error> WordFile::open(const std::string& generation,
                                              const Xapian::Database& database) {
  auto file = SectionFile::open(generation + "/words", kMagic, kCount, database.get_uuid());
  if (!file) return std::unexpected(file.error());
  return WordFile(std::move(*file));
}

WordFile::WordFile(SectionFile file) : file_(std::move(file)) {
  const auto text_of = [&](std::size_t section) {
    const auto text = file_.section<char>(section);
    return std::string_view(text.data(), text.size());
  };
  words_ = {file_.section<std::uint32_t>(kWordBegin), text_of(kWords)};
  word_slots_ = file_.section<std::uint32_t>(kWordSlots);
  order_ = file_.section<WordNumber>(kOrder);
  frequencies_ = file_.section<std::uint32_t>(kFrequencies);
  stems_ = file_.section<WordNumber>(kStems);
  copied_ = file_.section<std::uint64_t>(kCopied);
  bands_ = file_.section<StoryBand>(kBands);
  digests_ = file_.section<std::uint64_t>(kDigests);
  article_begin_ = file_.section<std::uint64_t>(kArticleBegin);
  articles_ = file_.section<char>(kArticles);
  stem_keys_ = {file_.section<std::uint32_t>(kStemKeyBegin), text_of(kStemKeys)};
  stem_key_slots_ = file_.section<std::uint32_t>(kStemKeySlots);
  form_begin_ = file_.section<std::uint32_t>(kFormBegin);
  forms_ = file_.section<WordNumber>(kForms);
  followers_ = {file_.section<std::uint64_t>(kFollowerBegin), file_.section<std::uint8_t>(kFollowers),
                last()};
  postings_ = text_of(kPostings);
  posting_begin_ = file_.section<std::uint64_t>(kPostingBegin);
}

bool WordFile::is_searchable() const {
  return std::ranges::all_of(std::array{kOrder, kFrequencies, kStems, kFollowerBegin},
                             [&](std::size_t section) { return file_.is_whole(section); });
}

std::optional<WordNumber> WordFile::number(std::string_view word) const {
  return find_string(words_, word_slots_, word);
}

std::span<const WordNumber> WordFile::forms(std::string_view stem_key) const {
  const auto key = find_string(stem_keys_, stem_key_slots_, stem_key);
  if (!key || *key + std::size_t{1} >= form_begin_.size()) return {};
  const auto begin = form_begin_[*key], end = form_begin_[*key + 1];
  return begin <= end && end <= forms_.size() ? forms_.subspan(begin, end - begin)
                                              : std::span<const WordNumber>();
}

std::span<const WordNumber> WordFile::beginning_with(std::string_view beginning) const {
  const auto first_bytes = [&](WordNumber number) { return words_[number].substr(0, beginning.size()); };
  const auto found = std::ranges::equal_range(order_, beginning, {}, first_bytes);
  return {found.begin(), found.end()};
}

void WordFile::expect_few_articles() const { file_.expect_few_of(kArticles); }

std::string_view WordFile::article(DocId document) const {
  if (document + std::size_t{1} >= article_begin_.size()) return {};
  const auto begin = article_begin_[document], end = article_begin_[document + 1];
  if (begin > end || end > articles_.size()) return {};
  return {articles_.data() + begin, end - begin};
}

PostingList WordFile::postings(WordNumber number) const {
  if (number >= posting_begin_.size() || posting_begin_[number] > postings_.size()) return {};
  return {postings_.substr(posting_begin_[number]), frequencies_[number], last()};
}

}  // namespace dateline
