#include "query/article_words.h"

#include <xapian.h>

#include <algorithm>
#include <bit>

#include "indexer/document.h"
#include "indexer/mapped_bytes.h"
#include "indexer/stored_form.h"

namespace dateline {
namespace {

std::vector<WordNumber> numbers_of(ArticleWords& articles, const std::vector<std::string>& words) {
  std::vector<WordNumber> numbers;
  for (const auto& word : words) numbers.push_back(articles.number(word));
  return numbers;
}

}  // namespace

std::size_t ArticleWords::words_in_file() const {
  return columns_.words() != nullptr ? columns_.words()->words() : 0;
}

WordNumber ArticleWords::number(std::string_view word) {
  if (columns_.words() != nullptr) {
    if (const auto known = columns_.words()->number(word)) return *known;
  }
  if (const auto known = added_.find(word); known != added_.end()) return known->second;
  const auto number = static_cast<WordNumber>(words_in_file() + added_words_.size());
  const auto added = added_.emplace(word, number).first;
  added_words_.push_back(added->first);
  return number;
}

std::string_view ArticleWords::word(WordNumber number) const {
  const auto in_file = words_in_file();
  if (number < in_file) return columns_.words()->word(number);
  return number - in_file < added_words_.size() ? added_words_[number - in_file] : std::string_view();
}

/// Whoever reads nearly all articles in order, as a phrase of common words does, has them fetched in pieces,
/// each while the one before is read.
void ArticleWords::fetch_ahead(std::string_view article) {
  constexpr std::size_t kNear = 8 << 10, kLargest = 4 << 20;
  const auto articles = columns_.words()->articles();
  const auto begin = static_cast<std::size_t>(article.data() - articles.data());
  const bool is_next = begin >= read_to_ && begin - read_to_ < kNear;
  read_to_ = begin + article.size();
  if (!is_next) piece_ = kSmallestPiece;
  if (!is_next || fetched_to_ > read_to_ + piece_ / 2) return;
  fetched_to_ = std::min(std::max(fetched_to_, read_to_), articles.size());
  const auto piece = articles.substr(fetched_to_, piece_);
  dateline::fetch(piece);
  fetched_to_ += piece.size();
  piece_ = std::min(2 * piece_, kLargest);
}

std::string_view ArticleWords::of(DocId document) {
  if (columns_.has_words(document)) {
    const auto article = columns_.words()->article(document);
    if (!article.empty()) fetch_ahead(article);
    return article;
  }
  const auto [known, is_new] = retrieved_.try_emplace(document);
  if (is_new) known->second = read(document);
  return known->second;
}

void ArticleWords::fetch(std::span<const DocId> documents) const {
  std::vector<std::string_view> articles;
  articles.reserve(documents.size());
  for (const auto document : documents) {
    if (columns_.has_words(document)) articles.push_back(columns_.words()->article(document));
  }
  dateline::fetch(articles);
}

void ArticleWords::prefetch(std::span<const DocId> documents, std::size_t at) const {
  constexpr std::size_t kAhead = 4, kPlacesAhead = 16;
  constexpr std::size_t kLine = 64, kMost = 16 * kLine;  // the processor goes on by itself
  const auto* const file = columns_.words();
  if (file == nullptr) return;
  if (at + kPlacesAhead < documents.size()) file->prefetch_place(documents[at + kPlacesAhead]);
  if (at + kAhead >= documents.size() || !columns_.has_words(documents[at + kAhead])) return;
  const auto article = file->article(documents[at + kAhead]).substr(0, kMost);
  for (std::size_t n = 0; n < article.size(); n += kLine) __builtin_prefetch(article.data() + n);
}

std::string ArticleWords::read(DocId document) {
  const auto data = stored_form(database_, document);
  const auto article = decode_stored(data, false);
  std::string bytes;
  if (!article) return bytes;
  Tokenizer tokenizer;
  std::uint32_t last = 0;
  for_each_indexed_word(tokenizer, article->title, stored_text(data),
                        [&](const Token& token, std::uint32_t position) {
                          append_word(bytes, number(token.term), position, last);
                          last = position;
                        });
  return bytes;
}

WordNumber ArticleWords::stem(WordNumber number, std::string_view language) {
  const auto in_file = words_in_file();
  if (number < in_file) return columns_.words()->stem(number);
  const auto word = this->word(number);
  if (word.size() < 3 || static_cast<unsigned char>(word[0]) < 'a') return kNoWord;
  const auto stem = stemmer_.stem(language, word);
  if (columns_.words() != nullptr) {
    const auto forms = columns_.words()->forms(stem_key(language, stem));
    if (!forms.empty() && forms.front() < in_file) return columns_.words()->stem(forms.front());
  }
  const auto stemmed = this->number(stem);
  return stemmed < in_file ? columns_.words()->stem(stemmed) : stemmed;
}

std::uint32_t ArticleWords::frequency(WordNumber number) const {
  const auto* const file = columns_.words();
  if (file != nullptr && number < file->words() && file->revision() == columns_.revision())
    return file->frequencies()[number];
  return database_.get_termfreq(std::string(word(number)));
}

WordPicker::WordPicker(const std::vector<WordNumber>& numbers)
    : slot_bits_(static_cast<unsigned>(std::bit_width(4 * numbers.size() + 1))),
      slots_(std::size_t{1} << slot_bits_) {
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    const auto number = numbers[n];
    filter_[number / 64 % filter_.size()] |= std::uint64_t{1} << (number % 64);
    auto at = first_slot(number);
    while (slots_[at].index >= 0 && slots_[at].number != number) at = (at + 1) % slots_.size();
    if (slots_[at].index < 0) slots_[at] = {number, static_cast<int>(n)};
  }
}

WordPositions::WordPositions(ArticleWords& articles, const std::vector<std::string>& words)
    : articles_(articles),
      numbers_(numbers_of(articles, words)),
      picker_(numbers_),
      positions_(words.size()) {
  for (const auto number : numbers_) first_.push_back(static_cast<std::size_t>(picker_.find(number)));
}

const std::vector<std::vector<std::uint32_t>>& WordPositions::in(DocId document) {
  for (auto& positions : positions_) positions.clear();
  for_each_word(articles_.of(document), [&](WordNumber number, std::uint32_t position) {
    const int index = picker_.find(number);
    if (index < 0) return;
    auto& positions = positions_[static_cast<std::size_t>(index)];
    if (positions.empty() || positions.back() != position) positions.push_back(position);
  });
  return positions_;
}

}  // namespace dateline
