// finder_bench: words per second of finding names on one thread, every stage on; the time to load the model
// and the gazetteer, and the memory that they take.
//
// DATELINE_DATA names the folder with news-wikinews; without it the speed on articles is not measured.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "indexer/entities/finder.h"
#include "indexer/entities/places/held.h"
#include "indexer/entities/train/corpora.h"

namespace {

using namespace dateline;  // NOLINT: a program

const Finder& finder() {
  static const auto kFinder = Finder::load(built_in_model());
  return kFinder.value();
}

std::size_t count_words(const std::vector<std::string>& texts) {
  std::size_t words = 0;
  for (const auto& text : texts) {
    bool inside = false;
    for (const char c : text) {
      const bool space = c == ' ' || c == '\n';
      words += !space && !inside;
      inside = !space;
    }
  }
  return words;
}

void find_all(benchmark::State& state, const std::vector<std::string>& texts) {
  const auto words = count_words(texts);
  std::size_t mentions = 0;
  for (auto _ : state) {
    for (const auto& text : texts) mentions += finder().find("", text).text.size();
  }
  benchmark::DoNotOptimize(mentions);
  state.counters["words"] =
      benchmark::Counter(static_cast<double>(words * state.iterations()), benchmark::Counter::kIsRate);
}

/// Memory of this process in MB, what is shared with the program's file included.
double resident_mb() {
  std::ifstream statm("/proc/self/statm");
  double pages = 0, resident = 0;
  statm >> pages >> resident;
  return resident * 4096 / 1e6;
}

/// The first load of the process: every page of both is touched once. Registered first for that reason.
void first_load(benchmark::State& state) {
  const auto before = resident_mb();
  for (auto _ : state) {
    auto model = Finder::load(built_in_model());
    auto gazetteer = hold_built_in_gazetteer();
    benchmark::DoNotOptimize(model);
    benchmark::DoNotOptimize(gazetteer);
    state.counters["MB"] = resident_mb() - before;
  }
}
BENCHMARK(first_load)->Iterations(1)->Unit(benchmark::kMillisecond);

void load_model(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Finder::load(built_in_model()));
}
BENCHMARK(load_model)->Unit(benchmark::kMillisecond);

void load_gazetteer(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(hold_built_in_gazetteer());
}
BENCHMARK(load_gazetteer)->Unit(benchmark::kMillisecond);

void news(benchmark::State& state) {
  const char* data = std::getenv("DATELINE_DATA");
  const auto texts = data == nullptr ? std::unexpected(invalid("not measured: DATELINE_DATA is not set"))
                                     : train::read_plain(data);
  if (!texts) return state.SkipWithError(texts.error().message.c_str());
  find_all(state, *texts);
}
BENCHMARK(news)->Unit(benchmark::kMillisecond);

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

void one_article_of_10_mb(benchmark::State& state) {
  find_all(state,
           {repeated("Ann Lee met Bob Ray of the United Nations in Rome on Monday, she said. ", 10'000'000)});
}
BENCHMARK(one_article_of_10_mb)->Unit(benchmark::kMillisecond);

void page_of_capitals(benchmark::State& state) {
  find_all(state, {repeated("SHARES FALL IN TOKYO AS BANK OF JAPAN MEETS ", 1'000'000)});
}
BENCHMARK(page_of_capitals)->Unit(benchmark::kMillisecond);

void list_of_50000_names(benchmark::State& state) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "Ann" + std::to_string(i) + " Lee, ";
  find_all(state, {text});
}
BENCHMARK(list_of_50000_names)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
