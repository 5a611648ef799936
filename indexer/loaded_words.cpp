#include "indexer/loaded_words.h"

#include <xapian.h>

#include <algorithm>
#include <array>

#include "indexer/posting_list.h"
#include "indexer/schema.h"
#include "indexer/word_sections.h"

namespace dateline {

using namespace word_sections;

LoadedWords::LoadedWords(const std::string& generation)
    : file_(std::make_unique<SectionWriter>(generation + "/words", kMagic, kCount)) {
  file_->begin(kPostings);
}

void LoadedWords::add(std::string word, std::uint32_t frequency, std::string_view postings) {
  vocabulary_.words.push_back(std::move(word));
  vocabulary_.frequencies.push_back(frequency);
  posting_begin_.push_back(at_);
  file_->append(postings.data(), postings.size());
  at_ += postings.size();
}

void LoadedWords::finish() {
  constexpr std::array<char, kPostingPadding> kPadding{};
  file_->append(kPadding.data(), kPadding.size());
  number_by_frequency(vocabulary_);
}

LoadedWords read_words(const std::string& generation, const Xapian::Database& database) {
  LoadedWords words(generation);
  const std::string prefix(spec(Field::kTitle).word_prefix);
  auto title_word = database.allterms_begin(prefix);
  const auto end_of_titles = database.allterms_end(prefix);
  const Xapian::PostingIterator over;
  PostingEncoder encoder;
  const auto end = database.allterms_end();
  for (auto term = database.allterms_begin(); term != end; ++term) {
    auto word = *term;
    if (!is_word_term(word)) {
      term.skip_to(std::string(kBehindPrefixes));
      if (term == end) break;
      word = *term;
    }
    const auto in_title = prefix + word;
    while (title_word != end_of_titles && *title_word < in_title) ++title_word;
    auto title =
        title_word != end_of_titles && *title_word == in_title ? database.postlist_begin(in_title) : over;
    for (auto posting = database.postlist_begin(word); posting != over; ++posting) {
      const DocId document = *posting;
      while (title != over && *title < document) ++title;
      encoder.add(document, {std::max(posting.get_wdf(), 1u), title != over && *title == document});
    }
    words.add(std::move(word), term.get_termfreq(), encoder.take());
  }
  words.finish();
  return words;
}

}  // namespace dateline
