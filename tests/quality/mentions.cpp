// quality-mentions: how well names are found, on hand-annotated news that the model never saw, beside
// published figures.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <set>
#include <tuple>

#include "corpus/base/program.h"
#include "indexer/entities/finder.h"
#include "indexer/entities/train/annotated.h"
#include "indexer/entities/train/files.h"

namespace {

using namespace dateline;  // NOLINT: a program
using train::Sample;

const ProgramSpec kProgram = {
    .name = "quality-mentions",
    .usage = "[OPTION]...",
    .summary = "Print how exactly people, places and organizations are found, beside published figures.",
    .examples = {"quality-mentions --data data"},
    .options = {{"Files", "data", "DIR", "folder with the annotated corpora", "", "DATELINE_DATA"}},
    .exit_status = "0 printed, measured or not; 2 an error.",
};

/// Counts of one type of mention: a hit has the right type, begin and end.
struct Count {
  double hits = 0, gold = 0, found = 0;
  double precision() const { return found > 0 ? hits / found : 0; }
  double recall() const { return gold > 0 ? hits / gold : 0; }
  double f1() const { return gold + found > 0 ? 2 * hits / (gold + found) : 0; }
};

struct Score {
  std::array<Count, 3> types;
  std::size_t words = 0;
  double seconds = 0;
};

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

Score measure(const Finder& finder, const std::vector<Sample>& samples) {
  Score score;
  for (const auto& sample : samples) {
    score.words += count_words(sample.text);
    const auto start = std::chrono::steady_clock::now();
    const auto found = finder.find("", sample.text).text;
    score.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::set<std::tuple<MentionType, std::uint32_t, std::uint32_t>> gold;
    for (const auto& name : sample.names) {
      gold.emplace(name.type, name.begin, name.end);
      ++score.types[static_cast<std::size_t>(name.type)].gold;
    }
    for (const auto& m : found) {
      auto& count = score.types[static_cast<std::size_t>(m.type)];
      ++count.found;
      count.hits += gold.contains({m.type, m.begin, m.end});
    }
  }
  return score;
}

std::vector<Sample> rendered(const std::vector<train::Article>& articles) {
  std::vector<Sample> samples;
  for (const auto& article : articles) {
    if (!article.empty()) samples.push_back(train::render(article, train::Breaks::kLines));
  }
  return samples;
}

std::expected<std::vector<Sample>, Error> columns(const std::filesystem::path& file) {
  const auto text = train::read_file(file);
  if (!text) return std::unexpected(text.error());
  return rendered(train::read_columns(*text, 0));
}

std::expected<std::vector<Sample>, Error> worldwide(const std::filesystem::path& folder) {
  const auto files = train::read_archive(folder / "processed_annotated.tar.xz");
  if (!files) return std::unexpected(files.error());
  std::vector<train::Article> articles;
  for (const auto& [name, text] : *files) {
    if (!name.ends_with(".tsv")) continue;
    for (auto& article : train::read_columns(text, 0)) articles.push_back(std::move(article));
  }
  return rendered(articles);
}

void print_row(std::string_view name, const Score& score) {
  std::string line = fmt::format("{:<32}", name);
  for (const auto& t : score.types)
    line += fmt::format("  {:.3f} {:.3f} {:.3f}", t.precision(), t.recall(), t.f1());
  print(fmt::format("{}  {:>9.0f}\n", line, static_cast<double>(score.words) / score.seconds));
}

constexpr std::string_view kPublished = R"(
Published, trained on CoNLL-2003's or OntoNotes' own training text (F1)
Stanford CoreNLP, CoNLL test                   .948               .898                        3,000-5,000
plain CRF (Wapiti), CoNLL test                 .865               .864                             47,000
MITIE, CoNLL test                              .881 over all types                                 53,600
flair large, CoNLL test                        .941 over all types                                    323
spaCy large, OntoNotes                         .905               .915                             10,014
)";

std::expected<int, Error> run(const Arguments& arguments) {
  const std::filesystem::path data = arguments.get("data");
  const auto finder = Finder::load(built_in_model());
  if (!finder) return std::unexpected(finder.error());
  print(
      "Exact spans: precision, recall, F1      person             place          organization      "
      "words/s\n");
  using Reader = std::expected<std::vector<Sample>, Error> (*)(const std::filesystem::path&);
  for (const auto& [name, path, read] :
       {std::tuple<std::string_view, std::string_view, Reader>{"Worldwide English Newswire",
                                                               "ner-worldwide-newswire", &worldwide},
        {"CoNLL-2003 development set", "ner-conll2003-train-dev-EVALONLY/eng.testa", &columns},
        {"CoNLL-2003 training set", "ner-conll2003-train-dev-EVALONLY/eng.train.xz", &columns}}) {
    if (data.empty() || !std::filesystem::exists(data / path)) {
      print(fmt::format("{:<32}  not measured: give the folder that holds {}\n", name, path));
      continue;
    }
    const auto samples = read(data / path);
    if (!samples) return std::unexpected(samples.error());
    print_row(name, measure(*finder, *samples));
  }
  print(kPublished);
  return kExitDone;
}

}  // namespace

int main(int argc, char** argv) { return run_program(kProgram, argc, argv, false, run); }
