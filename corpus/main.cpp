// dateline-corpus: reads any source, prints clean articles as JSON Lines.
#include <fmt/core.h>

#include <fstream>

#include "corpus/base/program.h"
#include "corpus/read_options.h"
#include "corpus/reader.h"

namespace {

using namespace dateline;

const ProgramSpec kProgram{
    .name = "dateline-corpus",
    .usage = "[OPTION]... SOURCE...",
    .summary = "Print the articles of each SOURCE (a file, a folder, or - for standard input) as JSON Lines.",
    .examples = {"dateline-corpus archive/ > articles.jsonl", "dateline-corpus --check archive/",
                 "dateline-corpus --map kicker=section --rejects bad.jsonl dump.jsonl"},
    .options = with_reading_options({
        {.theme = "Output",
         .name = "check",
         .help = "read everything and report every problem, print no articles"},
    }),
    .exit_status = "0 done; 1 some records refused; 2 an error.",
};

struct Counts {
  std::uint64_t articles = 0, refused = 0, warnings = 0;
};

std::expected<void, Error> read_source(const std::string& source, const ReadOptions& options, bool check,
                                       std::ofstream& rejects, Counts& counts) {
  auto reader = open_source(source, options);
  if (!reader) return std::unexpected(reader.error());
  Progress progress(kProgram.name);
  while (const auto read = (*reader)->next()) {
    if (!*read) {
      ++counts.refused;
      progress.clear();
      report(kProgram.name,
             fmt::format("{}: {}", to_string(read->error().where), read->error().error.message));
      if (rejects.is_open()) rejects << read->error().raw << '\n';
      continue;
    }
    ++counts.articles;
    for (const auto& warning : (*reader)->warnings()) {
      ++counts.warnings;
      progress.clear();
      report(kProgram.name, fmt::format("{}: warning: {}", to_string((*reader)->location()), warning));
    }
    if (!check && !print(to_json(**read) + "\n")) return {};  // the reader of our output has gone
    progress.show([&] { return fmt::format("{} articles", counts.articles); });
  }
  return {};
}

std::expected<int, Error> run(const Arguments& arguments) {
  if (arguments.positional.empty()) {
    return std::unexpected(invalid("no source was given: name a file, a folder, or - for standard input"));
  }
  const auto options = read_options(arguments);
  if (!options) return std::unexpected(options.error());
  auto rejects = open_rejects(arguments);
  if (!rejects) return std::unexpected(rejects.error());
  Counts counts;
  for (const auto& source : arguments.positional) {
    if (auto read = read_source(source, *options, arguments.has("check"), *rejects, counts); !read) {
      return std::unexpected(read.error());
    }
  }
  report(kProgram.name, fmt::format("{} articles read, {} records refused, {} warnings", counts.articles,
                                    counts.refused, counts.warnings));
  return counts.refused == 0 ? kExitDone : kExitNothing;
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
