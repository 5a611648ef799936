// dateline-index: loads articles into an index.
#include <fmt/core.h>

#include <chrono>
#include <fstream>

#include "corpus/base/program.h"
#include "corpus/read_options.h"
#include "corpus/reader.h"
#include "indexer/dry_run.h"
#include "indexer/entities/enrich.h"
#include "indexer/generation.h"
#include "indexer/inspect.h"
#include "indexer/own_gazetteer.h"
#include "indexer/watch.h"
#include "indexer/writer.h"

namespace {

using namespace dateline;

const ProgramSpec kProgram{
    .name = "dateline-index",
    .usage = "--index DIR [OPTION]... [SOURCE]...",
    .summary = "Load the articles of each SOURCE (a file, a folder, or - for standard input) into an index.",
    .examples = {"dateline-index --index news archive/",
                 "dateline-index --index news --delete-missing archive/",
                 "zcat dump.jsonl.gz | dateline-index --index news -",
                 "dateline-index --index news --delete wire-17",
                 "dateline-index --index news --delete-missing --watch incoming/",
                 "dateline-index --index news --check"},
    .options = with_reading_options({
        {.theme = "Index",
         .name = "index",
         .argument = "DIR",
         .help = "the index; made if it is not there",
         .environment = "DATELINE_INDEX"},
        {.theme = "Index",
         .name = "delete",
         .argument = "ID",
         .help = "delete the article with this id",
         .repeatable = true},
        {.theme = "Index",
         .name = "delete-missing",
         .help = "delete articles that came from a SOURCE and are no longer in it"},
        {.theme = "Index",
         .name = "gazetteer",
         .argument = "FILE",
         .help =
             "a dump of GeoNames (cities*, admin*, allCountries, ...), kept in the index for what is loaded",
         .repeatable = true},
        {.theme = "Index",
         .name = "no-entities",
         .help = "keep to the people and places that publishers state; find none in the text"},
        {.theme = "Index",
         .name = "dry-run",
         .help =
             "index nothing; print every article as it would be indexed, with its mentions, as JSON Lines"},
        {.theme = "Index",
         .name = "format",
         .argument = "KIND",
         .help = "what --dry-run prints: jsonl",
         .default_value = "jsonl"},
        {.theme = "Index",
         .name = "watch",
         .help = "load SOURCE, a folder, again whenever something in it changes, until interrupted"},
        {.theme = "Index",
         .name = "force",
         .help = "let --delete-missing delete more than a fifth of all articles"},
        {.theme = "Index",
         .name = "merge-from",
         .argument = "MB",
         .help = "from so much new text on, load in bulk and merge where that is faster",
         .default_value = "32"},
        {.theme = "Index", .name = "verbose", .help = "say how the articles are loaded, and why"},
        {.theme = "Look after",
         .name = "check",
         .help = "read all of the index and say whether it is sound: tables, counts, articles, columns"},
        {.theme = "Look after", .name = "stats", .help = "print what the index holds and how large it is"},
        {.theme = "Look after",
         .name = "rollback",
         .help = "go back to the generation before the last bulk load or merge"},
    }),
    .exit_status =
        "0 done; 1 some articles refused; 2 an error, or the index is damaged; 75 another program is writing "
        "to the index.",
};

/// What a run did, for the summary line.
struct Counts {
  std::uint64_t added = 0, replaced = 0, unchanged = 0, deleted = 0, refused = 0;
  std::uint64_t read() const { return added + replaced + unchanged; }
};

/// One run: the writer, where refused records go, and what happened so far.
class Run {
 public:
  Run(Writer writer, std::ofstream rejects)
      : writer_(std::move(writer)),
        stop_(stop_on_signals()),
        progress_(kProgram.name),
        rejects_(std::move(rejects)) {}

  bool stopped() const { return stop_; }
  const Counts& counts() const { return counts_; }
  Writer& writer() { return writer_; }

  std::expected<void, Error> load(const std::string& source, const ReadOptions& options) {
    auto reader = open_source(source, options);
    if (!reader) return std::unexpected(reader.error());
    while (!stop_) {
      const auto read = (*reader)->next();
      if (!read) break;
      if (!*read) {
        refuse(read->error());
        continue;
      }
      for (const auto& warning : (*reader)->warnings()) warn((*reader)->location(), warning);
      const auto outcome = writer_.put(**read, source);
      if (!outcome) return std::unexpected(outcome.error());
      count(*outcome);
      progress_.show([&] { return progress_text((*reader)->share_read()); });
    }
    if (!(*reader)->passed_over().empty()) {
      progress_.clear();
      report(kProgram.name, fmt::format("{}: passed over: {}", source, to_string((*reader)->passed_over())));
    }
    return {};
  }

  std::expected<void, Error> remove_missing(const std::string& source) {
    const auto gone = writer_.remove_missing(source);
    if (!gone) return std::unexpected(gone.error());
    counts_.deleted += *gone;
    return {};
  }

  std::expected<void, Error> remove(const std::string& id) {
    const auto removed = writer_.remove(id);
    if (!removed) return std::unexpected(removed.error());
    if (*removed) ++counts_.deleted;
    if (!*removed)
      report(kProgram.name, fmt::format("{} is not the id of an article here: nothing deleted", quoted(id)));
    return {};
  }

  void summarize() {
    progress_.clear();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    report(
        kProgram.name,
        fmt::format(
            "{}{} added, {} replaced, {} unchanged, {} deleted, {} refused in {:.1f} s ({:.0f} articles/s); "
            "the index holds {}",
            stop_ ? "stopped early: " : "", counts_.added, counts_.replaced, counts_.unchanged,
            counts_.deleted, counts_.refused, seconds, static_cast<double>(counts_.read()) / seconds,
            writer_.size()));
  }

 private:
  void count(PutOutcome outcome) {
    switch (outcome) {
      case PutOutcome::kAdded:
        ++counts_.added;
        return;
      case PutOutcome::kReplaced:
        ++counts_.replaced;
        return;
      case PutOutcome::kUnchanged:
        ++counts_.unchanged;
        return;
    }
  }

  void refuse(const Refusal& refusal) {
    ++counts_.refused;
    progress_.clear();
    report(kProgram.name, fmt::format("{}: {}", to_string(refusal.where), refusal.error.message));
    if (rejects_.is_open()) rejects_ << refusal.raw << '\n';
  }

  void warn(const Location& where, const std::string& warning) {
    progress_.clear();
    report(kProgram.name, fmt::format("{}: warning: {}", to_string(where), warning));
  }

  std::string progress_text(std::optional<double> share) const {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    auto text = fmt::format("{} articles, {:.0f} articles/s", counts_.read(),
                            static_cast<double>(counts_.read()) / seconds);
    constexpr double kEnoughToTell = 0.01;
    if (share && *share > kEnoughToTell) {
      text += fmt::format(", {:.0f} %, {:.0f} s left", *share * 100, seconds / *share - seconds);
    }
    return text;
  }

  Writer writer_;
  const std::atomic<bool>& stop_;
  Progress progress_;
  std::ofstream rejects_;
  Counts counts_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

std::expected<int, Error> check(const std::string& directory) {
  const auto report = check_index(directory);
  if (!report) return std::unexpected(report.error());
  for (const auto& note : report->notes) print(fmt::format("note: {}\n", note));
  for (const auto& fault : report->faults) print(fmt::format("fault: {}\n", fault));
  print(fmt::format("{} articles: {}\n", report->articles,
                    report->faults.empty() ? "the index is sound" : "the index is damaged"));
  return report->faults.empty() ? kExitDone : kExitError;
}

std::expected<int, Error> stats(const std::string& directory) {
  const auto stats = index_stats(directory);
  if (!stats) return std::unexpected(stats.error());
  print(to_text(*stats));
  return kExitDone;
}

std::expected<int, Error> roll_back(const std::string& directory) {
  if (const auto current = current_generation(directory); !current) return std::unexpected(current.error());
  const auto lock = WriteLock::take(directory);
  if (!lock) return std::unexpected(lock.error());
  const auto path = rollback_generation(directory);
  if (!path) return std::unexpected(path.error());
  print(fmt::format("{} is current again\n", *path));
  return kExitDone;
}

std::function<void(const std::string&)> explain_for(const Arguments& arguments) {
  if (!arguments.has("verbose")) return {};
  return [](const std::string& text) { report(kProgram.name, text); };
}

/// The built-in gazetteer with the dumps that --gazetteer names; says what became of their lines.
std::expected<std::string, Error> imported_gazetteer(const Arguments& arguments) {
  const auto refused = [](const std::string& path, std::uint64_t line, const Error& error) {
    report(kProgram.name, fmt::format("{}:{}: {}", path, line, error.message));
  };
  auto imported = import_gazetteer(arguments.all("gazetteer"), refused);
  if (!imported) return std::unexpected(imported.error());
  const auto& counts = imported->counts;
  report(kProgram.name, fmt::format("gazetteer: {} lines taken, {} passed over, {} refused", counts.taken,
                                    counts.passed_over, counts.refused));
  return std::move(imported->bytes);
}

std::expected<HeldGazetteer, Error> gazetteer_for_dry_run(const Arguments& arguments) {
  if (!arguments.has("gazetteer")) return gazetteer_of(arguments.get("index"));
  auto bytes = imported_gazetteer(arguments);
  if (!bytes) return std::unexpected(bytes.error());
  return hold_gazetteer(std::move(*bytes));
}

/// Prints what would be indexed; nothing is written.
std::expected<int, Error> dry_run(const Arguments& arguments) {
  if (const auto format = arguments.get("format"); format != "jsonl") {
    return std::unexpected(invalid("{} is not a format for a dry run: write jsonl", quoted(format)));
  }
  auto gazetteer = gazetteer_for_dry_run(arguments);
  if (!gazetteer) return std::unexpected(gazetteer.error());
  const auto enricher = Enricher::load(std::move(*gazetteer));
  if (!enricher) return std::unexpected(enricher.error());
  if (arguments.positional.empty())
    return std::unexpected(invalid("no source was given: name a file, a folder, or - for standard input"));
  const auto options = read_options(arguments);
  if (!options) return std::unexpected(options.error());
  bool refused = false;
  for (const auto& source : arguments.positional) {
    auto reader = open_source(source, *options);
    if (!reader) return std::unexpected(reader.error());
    for (auto read = (*reader)->next(); read; read = (*reader)->next()) {
      if (!*read) {
        refused = true;
        const auto& refusal = read->error();
        report(kProgram.name, fmt::format("{}: {}", to_string(refusal.where), refusal.error.message));
        continue;
      }
      auto article = **read;
      const auto mentions =
          arguments.has("no-entities") ? std::vector<NamedMention>{} : enricher->read(article);
      if (!print(dry_run_line(article, mentions) + '\n')) return kExitDone;
    }
  }
  return refused ? kExitNothing : kExitDone;
}

/// A share of the articles that one run deletes only with --force: a fifth.
constexpr double kMostLost = 0.2;

/// Loads and deletes what `arguments` say, once.
std::expected<int, Error> load_once(const Arguments& arguments) {
  const auto ids = arguments.all("delete");
  if (arguments.positional.empty() && ids.empty()) {
    return std::unexpected(invalid("no source was given: name a file, a folder, or - for standard input"));
  }
  const auto options = read_options(arguments);
  if (!options) return std::unexpected(options.error());
  auto rejects = open_rejects(arguments);
  if (!rejects) return std::unexpected(rejects.error());
  const auto merge_from = arguments.number("merge-from", 1, 1024);
  if (!merge_from) return std::unexpected(merge_from.error());
  auto writer = Writer::open(arguments.get("index"), {.finds_names = !arguments.has("no-entities"),
                                                      .most_lost = arguments.has("force") ? 1.0 : kMostLost,
                                                      .bytes_to_choose = *merge_from << 20,
                                                      .explain = explain_for(arguments)});
  if (!writer) return std::unexpected(writer.error());

  Run run(std::move(*writer), std::move(*rejects));
  for (const auto& id : ids) {
    if (auto removed = run.remove(id); !removed) return std::unexpected(removed.error());
  }
  for (const auto& source : arguments.positional) {
    if (auto loaded = run.load(source, *options); !loaded) return std::unexpected(loaded.error());
    // A run that was stopped has not seen everything, so nothing may be taken for missing.
    if (!arguments.has("delete-missing") || run.stopped()) continue;
    if (auto removed = run.remove_missing(source); !removed) return std::unexpected(removed.error());
  }
  if (auto committed = run.writer().commit(); !committed) return std::unexpected(committed.error());
  if (auto written = run.writer().write_columns(); !written) return std::unexpected(written.error());
  run.summarize();
  return run.counts().refused == 0 ? kExitDone : kExitNothing;
}

/// Loads, and again whenever a SOURCE changes. A round that fails is reported, and the next one tries again.
std::expected<int, Error> watch(const Arguments& arguments) {
  if (arguments.positional.size() != 1)
    return std::unexpected(invalid("--watch takes one folder: name it as the only SOURCE"));
  auto folder = FolderWatch::begin(arguments.positional.front());
  if (!folder) return std::unexpected(folder.error());
  const auto& stop = stop_on_signals();
  constexpr std::chrono::milliseconds kQuiet{1000};
  do {
    const auto loaded = load_once(arguments);
    if (!loaded) report(kProgram.name, loaded.error().message);
  } while (folder->wait(kQuiet, [&] { return stop.load(); }));
  return kExitDone;
}

std::expected<int, Error> run(const Arguments& arguments) {
  if (arguments.has("dry-run")) return dry_run(arguments);
  const auto directory = arguments.get("index");
  if (directory.empty()) return std::unexpected(invalid("no index was given: write --index DIR"));
  if (arguments.has("check")) return check(directory);
  if (arguments.has("stats")) return stats(directory);
  if (arguments.has("rollback")) return roll_back(directory);
  if (arguments.has("gazetteer")) {
    const auto bytes = imported_gazetteer(arguments);
    if (!bytes) return std::unexpected(bytes.error());
    if (auto kept = keep_gazetteer(directory, *bytes); !kept) return std::unexpected(kept.error());
    if (arguments.positional.empty() && !arguments.has("delete")) return kExitDone;
  }
  return arguments.has("watch") ? watch(arguments) : load_once(arguments);
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
