// What a commit of a few articles costs, and what the next search after it does, in milliseconds of processor
// time.
//
//   live_bench INDEX SOURCE     puts articles of SOURCE into INDEX, which is changed
//
// Every row puts so many more articles and commits; then a reader that was open sees the commit, searches
// with facets, and completes a name, each for the first time and once more. In rows that put none the files
// beside the tables were renewed, in the last one that of the words and the checksums, too, and what that
// takes is told of all threads. The column `changed` is how many articles the reader puts in their places by
// itself.
#include <fmt/core.h>

#include <ctime>
#include <functional>

#include "corpus/reader.h"
#include "indexer/writer.h"
#include "query/index.h"
#include "query/search.h"

namespace {

using namespace dateline;

double milliseconds(const std::function<void()>& work, clockid_t clock = CLOCK_THREAD_CPUTIME_ID) {
  const auto now = [clock] {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  };
  const auto begun = now();
  work();
  return now() - begun;
}

void search(const Index& index) {
  (void)index.search({.text = "said", .facets = {"people", "places", "source", "section", "year"}});
}

void print_row(Index& index, std::uint64_t put, double committed, std::uint64_t changed) {
  const auto refreshed = milliseconds([&] { (void)index.refresh(); });
  const auto first = milliseconds([&] { search(index); });
  const auto again = milliseconds([&] { search(index); });
  const auto suggested = milliseconds([&] { (void)index.suggest("ja", 5); });
  const auto suggested_again = milliseconds([&] { (void)index.suggest("ja", 5); });
  fmt::print("| {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} |\n", put, changed, committed,
             refreshed, first, again, suggested, suggested_again);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    fmt::print(stderr, "live_bench: write live_bench INDEX SOURCE\n");
    return 2;
  }
  auto writer = Writer::open(arguments[1]);
  auto index = Index::open(arguments[1]);
  auto source = open_source(arguments[2], {});
  if (!writer || !index || !source) {
    fmt::print(stderr, "live_bench: the index or the source cannot be opened\n");
    return 2;
  }
  fmt::print(
      "{} articles\n\n| put | changed | put and commit | see it | search | again | suggest | again |\n"
      "|---|---|---|---|---|---|---|---|\n",
      index->size());
  search(*index);
  (void)index->suggest("ja", 5);
  std::uint64_t changed = 0;
  print_row(*index, 0, 0, changed);
  for (const std::uint64_t put : {1, 1, 10, 100, 0, 1000, 0}) {
    if (put == 0) {
      const auto renewed = milliseconds([&] { (void)writer->renew_files(); }, CLOCK_PROCESS_CPUTIME_ID);
      print_row(*index, 0, renewed, changed = 0);
      continue;
    }
    const auto committed = milliseconds([&] {
      for (std::uint64_t n = 0; n < put; ++n) {
        const auto article = (*source)->next();
        if (article && *article) (void)writer->put(**article, "");
      }
      (void)writer->commit();
    });
    print_row(*index, put, committed, changed += put);
  }
  return 0;
}
