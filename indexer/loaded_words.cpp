#include "indexer/loaded_words.h"

#include <algorithm>
#include <deque>
#include <future>
#include <thread>
#include <vector>

#include "indexer/bulk/format.h"
#include "indexer/schema.h"

namespace dateline {
namespace {

/// The byte strings of the articles of one run.
struct RunArticles {
  std::string bytes;
  std::vector<std::size_t> ends;  ///< of each in `bytes`
};

RunArticles articles_of(const glass::Run& run, const WordNumberOf& number_of) {
  std::vector<WordNumber> numbers;  // by the place of a term in the run
  for (glass::TermReader terms(run.postings); terms.next();) {
    const auto term = terms.current().term;
    numbers.push_back(is_word_term(term) ? number_of(term) : kNoWord);
  }
  RunArticles articles;
  glass::SpoolReader places(run.places);
  for (std::uint32_t n = 0; n < run.totals.documents; ++n) {
    const auto size = places.uint();
    const char* at = places.next(size);
    std::uint32_t last = 0;
    for (const char* const end = at + size; at != end;) {
      const auto code = glass::get_uint(at);
      const auto position = last + (code % 2 == 0 ? 1 : static_cast<std::uint32_t>(glass::get_uint(at)));
      append_word(articles.bytes, numbers[code / 2], position, last);
      last = position;
    }
    places.skip(size);
    articles.ends.push_back(articles.bytes.size());
  }
  return articles;
}

/// Gives the words of all articles; as many runs are read at a time as there are cores, or by get() where no
/// threads can be had.
void articles_of_runs(const glass::Runs& runs, const WordNumberOf& number_of, const TakeArticle& take) {
  const auto cores = std::max(1u, std::thread::hardware_concurrency());
  std::deque<std::future<RunArticles>> reading;
  auto next = runs.runs.begin();
  for (const auto first : runs.first_docids) {
    for (; next != runs.runs.end() && reading.size() < cores; ++next)
      reading.push_back(std::async(articles_of, std::cref(**next), std::cref(number_of)));
    const auto articles = reading.front().get();
    reading.pop_front();
    std::size_t begin = 0;
    for (std::size_t n = 0; n < articles.ends.size(); begin = articles.ends[n++]) {
      take(first + static_cast<DocId>(n),
           std::string_view(articles.bytes).substr(begin, articles.ends[n] - begin));
    }
  }
}

void postings_of_words(const glass::Runs& runs, const TakePostings& take) {
  const std::string title_prefix(spec(Field::kTitle).word_prefix);
  glass::TermMerge words(runs.runs), titles(runs.runs);
  bool has_title = titles.skip_to(title_prefix);
  std::vector<DocId> in_title;
  PostingEncoder encoder;
  for (bool has_word = words.next(); has_word; has_word = words.next()) {
    if (!is_word_term(words.term()) && !words.skip_to(kBehindPrefixes)) break;
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
  return {.articles = [&runs](const WordNumberOf& number_of,
                              const TakeArticle& take) { articles_of_runs(runs, number_of, take); },
          .postings = [&runs](const TakePostings& take) { postings_of_words(runs, take); }};
}

}  // namespace dateline
