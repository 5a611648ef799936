// How long do suggestions take while somebody types?
//
//   suggest_bench INDEX [QUERIES]     default 2,000 queries of each kind
//
// What is typed are beginnings of headlines and of names of the index, drawn by chance, a fifth of the words
// with a typing error. Prints a Markdown table of the processor time of one request in milliseconds, names
// and headlines together as the server asks for them; the first request, which makes what is looked up in, is
// told apart.
#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/stored_form.h"
#include "query/search.h"

namespace {

using namespace dateline;

constexpr std::size_t kEach = 5;

double now() {
  timespec spent{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

enum class Kind { kLetter, kThreeLetters, kWord, kWords, kName };
constexpr struct {
  Kind kind;
  const char* name;
} kKinds[] = {{Kind::kLetter, "a letter"},
              {Kind::kThreeLetters, "two or three letters"},
              {Kind::kWord, "a word of four letters and more"},
              {Kind::kWords, "two or three words of a headline, the last one begun"},
              {Kind::kName, "a name begun"}};

/// Draws what is typed.
class Typist {
 public:
  explicit Typist(const Xapian::Database& database) : database_(database) {}

  std::string typed(Kind kind) {
    for (;;) {
      const auto words = kind == Kind::kName ? name() : words_of(article().title);
      if (words.empty()) continue;
      const auto count = kind == Kind::kWords  ? 2 + random_() % 2
                         : kind == Kind::kName ? 1 + random_() % 2
                                               : 1;
      if (words.size() < count) continue;
      const auto first = random_() % (words.size() - count + 1);
      std::string text;
      for (std::size_t n = first; n + 1 < first + count; ++n) text += words[n] + " ";
      const auto last = begun(words[first + count - 1], kind);
      if (!last.empty()) return text + last;
    }
  }

 private:
  Article article() {
    for (;;) {
      const auto document = static_cast<DocId>(1 + random_() % database_.get_lastdocid());
      try {
        if (auto found = decode_stored(stored_form(database_, document), false)) return *found;
      } catch (const Xapian::DocNotFoundError&) {
        continue;
      }
    }
  }

  std::vector<std::string> name() {
    const auto found = article();
    return found.people.empty() ? std::vector<std::string>() : words_of(found.people.front().name);
  }

  std::string begun(std::string word, Kind kind) {
    if (static_cast<unsigned char>(*std::ranges::max_element(word)) >= 0x80) return "";
    const auto least = kind == Kind::kLetter         ? 1u
                       : kind == Kind::kThreeLetters ? 2u
                       : kind == Kind::kWord         ? 4u
                                                     : 1u;
    const auto most = kind == Kind::kLetter ? 1u : kind == Kind::kThreeLetters ? 3u : 12u;
    if (word.size() < least) return "";
    word.resize(least + random_() % (std::min<std::size_t>(most, word.size()) - least + 1));
    if (random_() % 5 == 0 && word.size() > 3) std::swap(word[word.size() - 1], word[word.size() - 2]);
    return word;
  }

  const Xapian::Database& database_;
  std::mt19937_64 random_{1};
};

std::string row(const char* name, std::vector<double> times, std::size_t found) {
  std::ranges::sort(times);
  const auto quantile = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  return fmt::format("| {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} | {:.1f} |\n", name, quantile(.5),
                     quantile(.95), quantile(.99), times.back(),
                     static_cast<double>(found) / static_cast<double>(times.size()));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "suggest_bench: no index was given: write suggest_bench INDEX [QUERIES]\n");
    return 2;
  }
  const auto index = Index::open(arguments[1]);
  const auto generation = current_generation(arguments[1]);
  if (!index || !generation) {
    fmt::print(stderr, "suggest_bench: {}\n", index ? generation.error().message : index.error().message);
    return 2;
  }
  const auto queries = count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 2'000;
  const Xapian::Database database(*generation);
  Typist typist(database);
  const auto begun = now();
  if (!index->suggest("a", kEach)) return 2;
  fmt::print("{} articles; the first request took {:.1f} ms\n\n", index->size(), now() - begun);
  fmt::print("| typed | p50 ms | p95 | p99 | most | suggestions |\n|---|---|---|---|---|---|\n");
  std::vector<double> all;
  std::size_t all_found = 0;
  for (const auto& [kind, name] : kKinds) {
    std::vector<double> times;
    std::size_t found = 0;
    for (std::size_t n = 0; n < queries; ++n) {
      const auto typed = typist.typed(kind);
      const auto started = now();
      const auto suggestions = index->suggest(typed, kEach);
      times.push_back(now() - started);
      found += suggestions ? suggestions->size() : 0;
    }
    fmt::print("{}", row(name, times, found));
    all.insert(all.end(), times.begin(), times.end());
    all_found += found;
  }
  fmt::print("{}", row("all", all, all_found));
  return 0;
}
