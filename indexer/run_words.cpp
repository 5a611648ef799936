#include "indexer/run_words.h"

#include <algorithm>
#include <deque>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "indexer/bulk/buffer.h"
#include "indexer/bulk/format.h"
#include "indexer/schema.h"

namespace dateline {
namespace {

using TakeArticle = WordFileDraft::TakeArticle;

/// By run, the places of its terms in the vocabulary, kNoWord of those that are not in it; short of those
/// behind its last word.
using WordPlaces = std::vector<std::vector<std::uint32_t>>;

/// The byte strings of the articles of one run.
struct RunArticles {
  glass::Buffer bytes;
  std::vector<std::size_t> ends;  ///< of each in `bytes`
};

RunArticles articles_of(const glass::Run& run, std::span<const std::uint32_t> places,
                        std::span<const WordNumber> numbers) {
  std::vector<WordNumber> words;  // by place of the term in the run
  words.reserve(places.size());
  for (const auto place : places) words.push_back(place == kNoWord ? kNoWord : numbers[place]);
  RunArticles articles;
  glass::SpoolReader reader(run.places);
  for (std::uint32_t n = 0; n < run.totals.documents; ++n) {
    const auto size = reader.uint();
    const char* at = reader.next(size);
    char* out = articles.bytes.room(size * kMostWordBytes);  // a word takes a byte at least
    std::uint32_t last = 0;
    for (const char* const end = at + size; at != end;) {
      const auto code = glass::get_uint(at);
      const auto position = last + (code % 2 == 0 ? 1 : static_cast<std::uint32_t>(glass::get_uint(at)));
      out = put_word(out, words[code / 2], position, last);
      last = position;
    }
    articles.bytes.commit(out);
    reader.skip(size);
    articles.ends.push_back(articles.bytes.size());
  }
  return articles;
}

/// Gives the words of all articles; as many runs are read at a time as there are cores, or by get() where no
/// threads can be had.
void articles_of_runs(const glass::Runs& runs, const WordPlaces& places, std::span<const WordNumber> numbers,
                      const TakeArticle& take) {
  const auto cores = std::max(1u, std::thread::hardware_concurrency());
  std::deque<std::future<RunArticles>> reading;
  std::size_t next = 0;
  for (const auto first : runs.first_docids) {
    for (; next < runs.runs.size() && reading.size() < cores; ++next)
      reading.push_back(
          std::async(articles_of, std::cref(*runs.runs[next]), std::span(places[next]), numbers));
    const auto articles = reading.front().get();
    reading.pop_front();
    std::size_t begin = 0;
    for (std::size_t n = 0; n < articles.ends.size(); begin = articles.ends[n++]) {
      take(first + static_cast<DocId>(n), articles.bytes.view().substr(begin, articles.ends[n] - begin));
    }
  }
}

}  // namespace

WordFileDraft begin_words(const std::string& generation, const glass::Runs& runs) {
  WordFileDraft draft(generation);
  auto places = std::make_shared<WordPlaces>(runs.runs.size());
  // At once: hundreds that grow side by side by doubling leave as much memory behind as they take.
  for (std::size_t n = 0; n < runs.runs.size(); ++n) (*places)[n].reserve(runs.runs[n]->terms);
  const std::string title_prefix(spec(Field::kTitle).word_prefix);
  glass::TermMerge words(runs.runs), titles(runs.runs);
  bool has_title = titles.skip_to(title_prefix);
  std::vector<DocId> in_title;
  std::string wanted;
  for (bool has_word = words.next(); has_word; has_word = words.next()) {
    if (!is_word_term(words.term()) && !words.skip_to(kBehindPrefixes)) break;
    wanted.assign(title_prefix).append(words.term());
    while (has_title && titles.term() < wanted) has_title = titles.next();
    in_title.clear();
    if (has_title && titles.term() == wanted)
      for_each_posting(titles, runs, [&](DocId document, std::uint32_t) { in_title.push_back(document); });
    for (const auto& [run, part] : words.parts()) {
      (*places)[run].resize(part.number, kNoWord);
      (*places)[run].push_back(static_cast<std::uint32_t>(draft.vocabulary().words.size()));
    }
    draft.add(std::string(words.term()), in_title, [&](auto use) { for_each_posting(words, runs, use); });
  }
  draft.finish([&runs, places](std::span<const WordNumber> numbers, const TakeArticle& take) {
    articles_of_runs(runs, *places, numbers, take);
  });
  return draft;
}

}  // namespace dateline
