// dateline-corpus: reads any source, prints clean articles as JSON Lines.
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "corpus/base/program.h"
#include "corpus/base/text.h"
#include "corpus/read_options.h"
#include "corpus/reader.h"
#include "corpus/sample.h"
#include "corpus/statistics.h"

namespace {

using namespace dateline;

const ProgramSpec kProgram{
    .name = "dateline-corpus",
    .usage = "[OPTION]... SOURCE...",
    .summary = "Print the articles of each SOURCE (a file, a folder, or - for standard input) as JSON Lines.",
    .examples = {"dateline-corpus archive/ > articles.jsonl", "dateline-corpus --check archive/",
                 "dateline-corpus --sample 20 --fields title,published archive/",
                 "dateline-corpus --map kicker=section --rejects bad.jsonl dump.jsonl"},
    .options = with_reading_options({
        {.theme = "Output",
         .name = "format",
         .argument = "KIND",
         .help = "jsonl, text or markdown",
         .default_value = "jsonl"},
        {.theme = "Output",
         .name = "fields",
         .argument = "A,B,...",
         .help = "only these fields of each article, in jsonl"},
        {.theme = "Output",
         .name = "sample",
         .argument = "N",
         .help = "only N articles, drawn at random, in the order of the source"},
        {.theme = "Output",
         .name = "seed",
         .argument = "N",
         .help = "what --sample draws by: another seed, another sample",
         .default_value = "1"},
        {.theme = "Output",
         .name = "stats",
         .help = "count articles, languages, sources and missing fields, print no articles"},
        {.theme = "Output",
         .name = "check",
         .help = "read everything and report every problem, print no articles"},
        {.theme = "Reading",
         .name = "jobs",
         .argument = "N",
         .help = "read the files of a folder with N threads; the output is the same (default: one a core)"},
    }),
    .exit_status = "0 done; 1 some records refused; 2 an error.",
};

/// What becomes of each article.
enum class Output { kJsonLines, kText, kMarkdown, kStatistics, kNothing };

/// What the person asked for.
struct Wanted {
  Output output = Output::kJsonLines;
  std::vector<std::string> fields;  ///< empty: all
  std::uint64_t sample = 0;         ///< 0: every article
  std::uint64_t seed = 1;
};

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

std::expected<std::vector<std::string>, Error> fields_of(const Arguments& arguments, Output output) {
  std::vector<std::string> fields;
  if (!arguments.has("fields")) return fields;
  if (output != Output::kJsonLines)
    return std::unexpected(
        invalid("--fields chooses fields of jsonl: leave it out, or --format, --stats and "
                "--check"));
  const auto known = article_fields();
  const auto given = arguments.get("fields");
  for (std::string_view rest = given; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    const auto field = trimmed(rest.substr(0, end));
    if (std::ranges::find(known, field) == known.end())
      return std::unexpected(invalid("{} is not a field of an article: write some of {}", quoted(field),
                                     joined({known.begin(), known.end()}, ",")));
    fields.emplace_back(field);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (fields.empty()) return std::unexpected(invalid("no field was given: write --fields title,published"));
  return fields;
}

std::expected<Wanted, Error> wanted(const Arguments& arguments) {
  constexpr std::uint64_t kMaxSample = 1'000'000;
  Wanted wanted;
  const auto output = output_of(arguments);
  if (!output) return std::unexpected(output.error());
  wanted.output = *output;
  auto fields = fields_of(arguments, *output);
  if (!fields) return std::unexpected(fields.error());
  wanted.fields = std::move(*fields);
  const auto seed = arguments.number("seed", 0, ~std::uint64_t{0});
  if (!seed) return std::unexpected(seed.error());
  wanted.seed = *seed;
  if (!arguments.has("sample")) return wanted;
  const auto sample = arguments.number("sample", 1, kMaxSample);
  if (!sample) return std::unexpected(sample.error());
  wanted.sample = *sample;
  return wanted;
}

std::expected<unsigned, Error> jobs_of(const Arguments& arguments) {
  constexpr unsigned kMaxJobs = 64;
  if (!arguments.has("jobs")) return std::clamp(std::thread::hardware_concurrency(), 1u, kMaxJobs);
  const auto jobs = arguments.number("jobs", 1, kMaxJobs);
  if (!jobs) return std::unexpected(jobs.error());
  return static_cast<unsigned>(*jobs);
}

/// The article for people: title, date and text. clean_text has taken the control characters out.
std::string shown(const Article& article, bool as_markdown) {
  std::string out = (as_markdown ? "# " : "") + article.title + "\n\n";
  if (article.published) out += to_string(article.published->day()) + "\n\n";
  return out + article.text + "\n\n" + (as_markdown ? "---\n\n" : "");
}

/// Reads sources and prints what was asked for.
class Run {
 public:
  Run(Wanted wanted, std::ofstream rejects)
      : wanted_(std::move(wanted)), rejects_(std::move(rejects)), sample_(wanted_.sample, wanted_.seed) {}

  std::expected<void, Error> read(const std::string& source, const ReadOptions& options) {
    auto reader = open_source(source, options);
    if (!reader) return std::unexpected(reader.error());
    while (const auto read = (*reader)->next()) {
      if (!*read) {
        refuse(read->error());
        continue;
      }
      ++articles_;
      for (const auto& warning : (*reader)->warnings()) {
        ++warnings_;
        say(fmt::format("{}: warning: {}", to_string((*reader)->location()), warning));
      }
      if (wanted_.sample > 0) sample_.offer(**read);
      if (wanted_.sample == 0 && !put(**read)) return {};  // the reader of our output has gone
      progress_.show([&] { return progress_text((*reader)->share_read()); });
    }
    if (!(*reader)->passed_over().empty())
      say(fmt::format("{}: passed over: {}", source, to_string((*reader)->passed_over())));
    return {};
  }

  /// Prints what could not be told before the end; the exit status.
  int finish() {
    for (const auto& article : sample_.take()) {
      if (!put(article)) break;
    }
    if (wanted_.output == Output::kStatistics) print(statistics_.table());
    say(fmt::format("{} articles read, {} records refused, {} warnings", articles_, refused_, warnings_));
    return refused_ == 0 ? kExitDone : kExitNothing;
  }

 private:
  void say(const std::string& line) {
    progress_.clear();
    report(kProgram.name, line);
  }

  void refuse(const Refusal& refusal) {
    ++refused_;
    say(fmt::format("{}: {}", to_string(refusal.where), refusal.error.message));
    keep_reject(rejects_, refusal);
  }

  std::string progress_text(std::optional<double> share) const {
    const auto count = fmt::format("{} articles, {} refused", articles_, refused_);
    return share ? fmt::format("{:.0f} % read, {}", *share * 100, count) : count;
  }

  /// False once the reader of our output has gone.
  bool put(const Article& article) {
    switch (wanted_.output) {
      case Output::kJsonLines:
        return print((wanted_.fields.empty() ? to_json(article) : to_json(article, wanted_.fields)) + "\n");
      case Output::kText:
        return print(shown(article, false));
      case Output::kMarkdown:
        return print(shown(article, true));
      case Output::kStatistics:
        statistics_.add(article);
        return true;
      case Output::kNothing:
        return true;
    }
    return true;
  }

  Wanted wanted_;
  std::ofstream rejects_;
  Sample sample_;
  Statistics statistics_;
  Progress progress_{kProgram.name};
  std::uint64_t articles_ = 0, refused_ = 0, warnings_ = 0;
};

std::expected<int, Error> run(const Arguments& arguments) {
  if (arguments.positional.empty()) {
    return std::unexpected(invalid("no source was given: name a file, a folder, or - for standard input"));
  }
  auto options = read_options(arguments);
  if (!options) return std::unexpected(options.error());
  auto asked = wanted(arguments);
  if (!asked) return std::unexpected(asked.error());
  const auto jobs = jobs_of(arguments);
  if (!jobs) return std::unexpected(jobs.error());
  options->jobs = *jobs;
  auto rejects = open_rejects(arguments);
  if (!rejects) return std::unexpected(rejects.error());
  Run all(std::move(*asked), std::move(*rejects));
  for (const auto& source : arguments.positional) {
    if (auto read = all.read(source, *options); !read) return std::unexpected(read.error());
  }
  return all.finish();
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
