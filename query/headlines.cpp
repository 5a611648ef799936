#include "query/headlines.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/stored_form.h"
#include "query/word_postings.h"

namespace dateline {
namespace {

// What things cost, counted in postings walked through.
constexpr std::uint64_t kTitleCost = 150;         ///< looking at a title in the words file
constexpr std::uint64_t kStoredTitleCost = 5000;  ///< reading one from its stored form
constexpr std::uint64_t kListCost = 50;           ///< beginning with a word's postings

std::string title_term(std::string_view word) {
  return std::string(spec(Field::kTitle).word_prefix).append(word);
}

}  // namespace

Headlines::Headlines(const Xapian::Database& database, const Columns& columns,
                     std::span<const std::string> typed)
    : database_(database),
      columns_(columns),
      words_(typed.begin(), typed.end() - 1),
      beginning_(typed.back()),
      seen_at_(words_.size()) {
  const WordPostings postings(database, columns);
  std::ranges::sort(words_, {}, [&](const std::string& word) { return postings.frequency(word); });
  const auto* const file = columns.words();
  if (file != nullptr) {
    begin_as_typed_.resize(file->words() / 64 + 1);
    for (const auto number : file->beginning_with(beginning_)) {
      begin_as_typed_[number / 64] |= std::uint64_t{1} << (number % 64);
      beginning_frequency_ += kListCost + file->frequencies()[number];
    }
    for (const auto& word : words_) numbers_.push_back(file->number(word).value_or(kNoWord));
    is_in_file_ = std::ranges::find(numbers_, kNoWord) == numbers_.end();
  }
  rarest_frequency_ = beginning_frequency_;
  if (!words_.empty())
    rarest_frequency_ = std::min<std::uint64_t>(rarest_frequency_, postings.frequency(words_.front()));
}

bool Headlines::fits_in_file(DocId document) {
  if (!is_in_file_) return false;
  ++looks_;
  std::size_t missing = numbers_.size();
  bool has_beginning = false;
  for_each_word_while(columns_.words()->article(document), [&](WordNumber word, std::uint32_t position) {
    if (position >= kTextPosition) return false;
    has_beginning = has_beginning || is_beginning(word);
    for (std::size_t n = 0; n < numbers_.size(); ++n) {
      if (numbers_[n] == word && seen_at_[n] != looks_) seen_at_[n] = looks_, --missing;
    }
    return missing > 0 || !has_beginning;
  });
  return missing == 0 && has_beginning;
}

bool Headlines::fits_as_stored(DocId document) const {
  const auto article = decode_stored(stored_form(database_, document), false);
  if (!article) return false;
  const auto title = words_of(article->title);
  return std::ranges::any_of(title, [&](const auto& word) { return word.starts_with(beginning_); }) &&
         std::ranges::all_of(words_,
                             [&](const auto& word) { return std::ranges::find(title, word) != title.end(); });
}

bool Headlines::fits(DocId document) {
  return columns_.has_words(document) ? fits_in_file(document) : fits_as_stored(document);
}

/// Nothing where that would take longer than among_all().
std::optional<std::vector<DocId>> Headlines::among_newest(std::span<const DocId> newest_first,
                                                          std::size_t most) {
  std::vector<DocId> found;
  std::uint64_t spent = 0;
  for (const auto document : newest_first) {
    if (found.size() == most) return found;
    if (spent > rarest_frequency_) return std::nullopt;
    spent += columns_.has_words(document) ? kTitleCost : kStoredTitleCost;
    if (fits(document)) found.push_back(document);
  }
  return found;
}

/// The articles whose title has `word`; where `within` is not null, only those of it.
DocSet Headlines::with_word(const std::string& word, const DocSet* within) const {
  DocSet found(columns_.last());
  WordPostings(database_, columns_).for_each(word, within, [&](DocId document, Uses uses) {
    if (uses.in_title()) found.add(document);
  });
  return found;
}

DocSet Headlines::with_beginning() const {
  DocSet found(columns_.last());
  if (const auto* const file = columns_.words()) {
    for (const auto number : file->beginning_with(beginning_)) {
      file->postings(number).for_each([&](DocId document, Uses uses) {
        if (uses.in_title() && columns_.has_words(document)) found.add(document);
      });
    }
  }
  if (columns_.changed() != nullptr) add_changed_with_beginning(found);
  return found;
}

void Headlines::add_changed_with_beginning(DocSet& found) const {
  const auto& changed = *columns_.changed();
  const auto count = changed.count();
  const auto beginning = title_term(beginning_);
  for (auto term = database_.allterms_begin(beginning); term != database_.allterms_end(beginning); ++term) {
    for_each_posting(database_, *term, &changed, count,
                     [&](DocId document, const auto&) { found.add(document); });
  }
}

/// Walks through the articles of the rarest word.
std::vector<DocId> Headlines::among_all(std::size_t most) {
  const bool begins_with_word = !words_.empty() && rarest_frequency_ < beginning_frequency_;
  auto found = begins_with_word ? with_word(words_.front(), nullptr) : with_beginning();
  for (const auto& word : std::span(words_).subspan(begins_with_word ? 1 : 0))
    found = with_word(word, &found);
  bool has_beginning = !begins_with_word;
  if (begins_with_word && beginning_frequency_ < kTitleCost * found.count()) {
    found &= with_beginning();
    has_beginning = true;
  }
  return latest_of(found.list(), has_beginning, most);
}

/// The latest of `documents` that fit; `are_sure`: all do.
std::vector<DocId> Headlines::latest_of(std::vector<DocId> documents, bool are_sure, std::size_t most) {
  const auto earlier = [&](DocId a, DocId b) {
    const auto first = columns_.published()[a], second = columns_.published()[b];
    return first != second ? first < second : a < b;
  };
  std::ranges::make_heap(documents, earlier);
  std::vector<DocId> found;
  for (; !documents.empty() && found.size() < most; documents.pop_back()) {
    std::ranges::pop_heap(documents, earlier);
    if (are_sure || fits(documents.back())) found.push_back(documents.back());
  }
  return found;
}

std::vector<DocId> Headlines::latest(std::span<const DocId> newest_first, std::size_t most) {
  if (auto found = among_newest(newest_first, most)) return *found;
  return among_all(most);
}

}  // namespace dateline
