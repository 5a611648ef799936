#include "indexer/loaded_words.h"

#include <algorithm>
#include <vector>

#include "indexer/bulk/format.h"
#include "indexer/schema.h"

namespace dateline {
namespace {

/// Gives the words of the articles of one run, which begin with `document`.
void articles_of(const glass::Run& run, DocId document, const WordNumberOf& number_of,
                 const TakeArticle& take) {
  std::vector<WordNumber> numbers;  // by the place of a term in the run
  for (glass::TermReader terms(run); terms.next();) {
    const auto term = terms.current().term;
    numbers.push_back(is_word_term(term) ? number_of(term) : kNoWord);
  }
  std::string bytes;
  const char* at = run.places.view().data();
  for (std::uint32_t n = 0; n < run.totals.documents; ++n, ++document) {
    bytes.clear();
    const auto size = glass::get_uint(at);
    std::uint32_t last = 0;
    for (const char* const end = at + size; at != end;) {
      const auto code = glass::get_uint(at);
      const auto position = last + (code % 2 == 0 ? 1 : static_cast<std::uint32_t>(glass::get_uint(at)));
      append_word(bytes, numbers[code / 2], position, last);
      last = position;
    }
    take(document, bytes);
  }
  run.places.rest();
  run.postings.rest();
}

void postings_of_words(const glass::Runs& runs, const TakePostings& take) {
  const std::string title_prefix(spec(Field::kTitle).word_prefix);
  glass::TermMerge words(runs.runs), titles(runs.runs);
  bool has_title = titles.next();
  std::vector<DocId> in_title;
  PostingEncoder encoder;
  while (words.next()) {
    if (!is_word_term(words.term())) continue;
    const auto wanted = title_prefix + std::string(words.term());
    while (has_title && titles.term() < wanted) has_title = titles.next();
    in_title.clear();
    if (has_title && titles.term() == wanted)
      for_each_posting(titles, runs, [&](DocId document, std::uint32_t) { in_title.push_back(document); });
    auto title = in_title.begin();
    for_each_posting(words, runs, [&](DocId document, std::uint32_t wdf) {
      while (title != in_title.end() && *title < document) ++title;
      encoder.add(document, {std::max(wdf, 1u), title != in_title.end() && *title == document});
    });
    take(encoder.take());
  }
}

}  // namespace

LoadedWords words_of(const glass::Runs& runs) {
  return {.articles =
              [&runs](const WordNumberOf& number_of, const TakeArticle& take) {
                for (std::size_t n = 0; n < runs.runs.size(); ++n)
                  articles_of(*runs.runs[n], runs.first_docids[n], number_of, take);
              },
          .postings = [&runs](const TakePostings& take) { postings_of_words(runs, take); }};
}

}  // namespace dateline
