// dateline-corpus: reads any source, prints clean articles as JSON Lines.
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>

#include "corpus/base/program.h"
#include "corpus/base/text.h"
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
         .name = "format",
         .argument = "KIND",
         .help = "jsonl, text or markdown",
         .default_value = "jsonl"},
        {.theme = "Output",
         .name = "stats",
         .help = "count articles, languages, sources and missing fields, print no articles"},
        {.theme = "Output",
         .name = "check",
         .help = "read everything and report every problem, print no articles"},
    }),
    .exit_status = "0 done; 1 some records refused; 2 an error.",
};

struct Counts {
  std::uint64_t articles = 0, refused = 0, warnings = 0;
  std::map<std::string, std::uint64_t> languages, sources, missing;
  std::optional<Date> first, last;
};

/// What becomes of each article.
enum class Output { kJsonLines, kText, kMarkdown, kStatistics, kNothing };

std::expected<Output, Error> output_of(const Arguments& arguments) {
  if (arguments.has("check")) return Output::kNothing;
  if (arguments.has("stats")) return Output::kStatistics;
  const auto format = arguments.get("format");
  if (format == "jsonl") return Output::kJsonLines;
  if (format == "text") return Output::kText;
  if (format == "markdown") return Output::kMarkdown;
  return std::unexpected(
      invalid("{} is not an output format: write jsonl, text or markdown", quoted(format)));
}

/// The article for people: title, date and text. clean_text has taken the control characters out.
std::string shown(const Article& article, bool as_markdown) {
  std::string out = (as_markdown ? "# " : "") + article.title + "\n\n";
  if (article.published) out += to_string(article.published->day()) + "\n\n";
  return out + article.text + "\n\n" + (as_markdown ? "---\n\n" : "");
}

void count(const Article& article, Counts& counts) {
  ++counts.languages[article.language];
  ++counts.sources[article.source];
  const auto missing = [&](bool is_missing, const char* field) { counts.missing[field] += is_missing; };
  missing(article.title.empty(), "title");
  missing(article.text.empty(), "text");
  missing(article.url.empty(), "url");
  missing(!article.published, "published");
  missing(article.authors.empty(), "authors");
  if (!article.published) return;
  const auto when = article.published->instant;
  if (!counts.first || when < counts.first->instant) counts.first = article.published;
  if (!counts.last || when > counts.last->instant) counts.last = article.published;
}

/// A table of the most frequent values, at most 20.
std::string table(std::string_view heading, const std::map<std::string, std::uint64_t>& values) {
  std::vector<std::pair<std::string, std::uint64_t>> rows(values.begin(), values.end());
  std::ranges::stable_sort(rows, std::greater{}, &std::pair<std::string, std::uint64_t>::second);
  std::string out = fmt::format("{}\n", heading);
  for (std::size_t n = 0; n < rows.size() && n < 20; ++n)
    out += fmt::format("{:>10}  {}\n", rows[n].second,
                       rows[n].first.empty() ? "(none)" : visible(rows[n].first));
  if (rows.size() > 20) out += fmt::format("            and {} more\n", rows.size() - 20);
  return out;
}

std::string statistics(const Counts& counts) {
  auto out = fmt::format("articles\n{:>10}\n", counts.articles);
  if (counts.first)
    out += fmt::format("dates\n            {} to {}\n", to_string(counts.first->day()),
                       to_string(counts.last->day()));
  return out + table("languages", counts.languages) + table("sources", counts.sources) +
         table("missing", counts.missing);
}

/// False once the reader of our output has gone.
bool put(const Article& article, Output output, Counts& counts) {
  if (output == Output::kStatistics) count(article, counts);
  if (output == Output::kJsonLines) return print(to_json(article) + "\n");
  if (output == Output::kText || output == Output::kMarkdown)
    return print(shown(article, output == Output::kMarkdown));
  return true;
}

std::expected<void, Error> read_source(const std::string& source, const ReadOptions& options, Output output,
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
    if (!put(**read, output, counts)) return {};  // the reader of our output has gone
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
  const auto output = output_of(arguments);
  if (!output) return std::unexpected(output.error());
  auto rejects = open_rejects(arguments);
  if (!rejects) return std::unexpected(rejects.error());
  Counts counts;
  for (const auto& source : arguments.positional) {
    if (auto read = read_source(source, *options, *output, *rejects, counts); !read) {
      return std::unexpected(read.error());
    }
  }
  if (*output == Output::kStatistics) print(statistics(counts));
  report(kProgram.name, fmt::format("{} articles read, {} records refused, {} warnings", counts.articles,
                                    counts.refused, counts.warnings));
  return counts.refused == 0 ? kExitDone : kExitNothing;
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
