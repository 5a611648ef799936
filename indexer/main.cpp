// dateline-index: loads articles into an index.
#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "corpus/base/program.h"
#include "corpus/read_options.h"
#include "corpus/reader.h"
#include "indexer/dry_run.h"
#include "indexer/following.h"
#include "indexer/generation.h"
#include "indexer/loading.h"
#include "indexer/own_gazetteer.h"
#include "indexer/upkeep.h"
#include "indexer/writer.h"

namespace {

using namespace dateline;
using namespace std::chrono_literals;

constexpr auto kUpkeep = "Look after";

const ProgramSpec kProgram{
    .name = std::string(kIndexProgram),
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
         .help = "load SOURCE, a folder, and then what changes in it, until interrupted"},
        {.theme = "Index",
         .name = "force",
         .help = "let --delete-missing delete more than a fifth of all articles, and where records of SOURCE "
                 "cannot be read or an empty folder took its place"},
        {.theme = "Index",
         .name = "merge-from",
         .argument = "MB",
         .help = "from so much new text on, load in bulk and merge where that is faster",
         .default_value = "32"},
        {.theme = "Index", .name = "verbose", .help = "say how the articles are loaded, and why"},
        {.theme = kUpkeep,
         .name = "check",
         .help = "read all of the index and say whether it is sound: tables, counts, articles, columns"},
        {.theme = kUpkeep, .name = "stats", .help = "print what the index holds and how large it is"},
        {.theme = kUpkeep,
         .name = "check-authority",
         .help = "say which rules of the index's authority file are not followed, and why"},
        {.theme = kUpkeep,
         .name = "rollback",
         .help = "go back to the generation before the last bulk load or merge"},
    }),
    .exit_status =
        "0 done; 1 some articles refused, or stopped by a signal before the end; 2 an error, or the index is "
        "damaged; 75 another program is writing to the index. A signal after the summary ends the program as "
        "it does others.",
};

std::function<void(const std::string&)> explain_for(const Arguments& arguments) {
  if (!arguments.has("verbose")) return {};
  return [](const std::string& text) { report(kIndexProgram, text); };
}

/// The built-in gazetteer with the dumps that --gazetteer names; says what became of their lines.
std::expected<std::string, Error> imported_gazetteer(const Arguments& arguments) {
  const auto refused = [](const std::string& path, std::uint64_t line, const Error& error) {
    report(kIndexProgram, fmt::format("{}:{}: {}", path, line, error.message));
  };
  auto imported = import_gazetteer(arguments.all("gazetteer"), refused);
  if (!imported) return std::unexpected(imported.error());
  report(kIndexProgram, fmt::format("gazetteer: {}", to_string(imported->counts)));
  return std::move(imported->bytes);
}

std::expected<HeldGazetteer, Error> gazetteer_for_dry_run(const Arguments& arguments) {
  if (!arguments.has("gazetteer")) return gazetteer_of(arguments.get("index"));
  auto bytes = imported_gazetteer(arguments);
  if (!bytes) return std::unexpected(bytes.error());
  return hold_gazetteer(std::move(*bytes));
}

/// A share of the articles that one run deletes only with --force: a fifth.
constexpr double kMostLost = 0.2;

/// Searches only get slower without, and the next load does it.
std::expected<void, Error> renew_files(Loading& run) {
  const EndsOnSignals at_once;
  if (run.stopped()) return {};
  return run.writer().renew_files();
}

/// Whether there is something to do, every source is there, before the first is loaded for nothing, and none
/// holds the index itself, whose files would be read as articles, and loading watched without end.
std::expected<void, Error> check_sources(const Arguments& arguments) {
  if (arguments.positional.empty()) {
    if (!arguments.has("delete"))
      return std::unexpected(invalid("no source was given: name a file, a folder, or - for standard input"));
    const auto there = current_generation(arguments.get("index"));
    return there ? std::expected<void, Error>() : std::unexpected(there.error());
  }
  std::error_code unknown;
  for (const auto& source : arguments.positional) {
    if (source != "-" && !std::filesystem::exists(source, unknown) && !unknown) {
      return std::unexpected(make_error(ErrorCode::kNotFound, "{} is not a file or folder that is there",
                                        dateline::quoted(source)));
    }
    if (!lies_in(arguments.get("index"), source)) continue;
    return std::unexpected(invalid("the index {} lies in the SOURCE {}: put it outside",
                                   dateline::quoted(arguments.get("index")), dateline::quoted(source)));
  }
  return {};
}

std::expected<Writer, Error> open_writer(const Arguments& arguments) {
  const auto merge_from = arguments.number("merge-from", 1, 1024);
  if (!merge_from) return std::unexpected(merge_from.error());
  return Writer::open(arguments.get("index"),
                      {.tells_language = true,
                       .finds_names = !arguments.has("no-entities"),
                       .most_lost = arguments.has("force") ? 1.0 : kMostLost,
                       .bytes_to_choose = *merge_from << 20,
                       .explain = explain_for(arguments),
                       .warn = [](const std::string& text) { report(kIndexProgram, text); }});
}

/// Why articles that are missing may be there all the same; empty where nothing speaks for it.
std::string doubt_of_missing(std::uint64_t refused, const Round& round) {
  if (refused > 0) return fmt::format("{} of its records could not be read", refused);
  // A disk that is no longer mounted leaves an empty folder.
  return round.is_another ? "another folder took its place, and it is empty" : "";
}

/// Loads the sources, and deletes what they have lost where that is asked for.
std::expected<void, Error> load_sources(const Arguments& arguments, const ReadOptions& options, Loading& run,
                                        Round& round) {
  std::map<std::string, std::uint64_t> refused;
  for (const auto& source : arguments.positional) {
    const auto refused_now = run.load(source, options);
    if (!refused_now) return std::unexpected(refused_now.error());
    refused[source] += *refused_now;
    round.has_sitemaps |= run.has_met_sitemaps();
  }
  round.is_another &= run.counts().read() == 0;
  // A run that was stopped has not seen everything, so nothing may be taken for missing.
  if (!arguments.has("delete-missing") || !round.is_all || run.stopped()) return {};
  // What one source has lost, another one may have now.
  for (const auto& [source, count] : refused) {
    const auto doubt = arguments.has("force") ? std::string() : doubt_of_missing(count, round);
    const auto removed = doubt.empty() ? run.remove_missing(source) : run.leave_missing(source, doubt);
    if (!removed) return removed;
  }
  round.has_left_missing = run.left_missing() || run.left_in_doubt();
  return {};
}

/// Loads what `arguments` and `round` say, and deletes what `arguments` say. All is read where the index is
/// another one than the round before left: it was made anew, or went back.
std::expected<int, Error> load(const Arguments& arguments, Round& round) {
  if (auto checked = check_sources(arguments); !checked) return std::unexpected(checked.error());
  auto options = read_options(arguments);
  if (!options) return std::unexpected(options.error());
  if (auto checked = check_rejects(arguments); !checked) return std::unexpected(checked.error());
  auto writer = open_writer(arguments);
  if (!writer) return std::unexpected(writer.error());
  round.is_all |= writer->uuid() != round.index_uuid;
  auto rejects = open_rejects(arguments, !round.is_all);
  if (!rejects) return std::unexpected(rejects.error());
  if (!round.is_all) options->files = round.files;
  options->tells_language = false;  // the writer does, of those that changed

  Loading run(std::move(*writer), std::move(*rejects));
  for (const auto& id : arguments.all("delete")) {
    if (auto removed = run.remove(id); !removed) return std::unexpected(removed.error());
  }
  if (auto loaded = load_sources(arguments, *options, run, round); !loaded)
    return std::unexpected(loaded.error());
  if (auto committed = run.writer().commit(); !committed) return std::unexpected(committed.error());
  round.index_uuid = run.writer().uuid();
  run.summarize();  // of what is durable, before a signal may end what follows
  if (const auto renewed = renew_files(run); !renewed) return std::unexpected(renewed.error());
  if (run.left_missing()) return kExitError;
  return run.counts().refused == 0 && !run.stopped() ? kExitDone : kExitNothing;
}

std::expected<int, Error> watch(const Arguments& arguments) {
  if (arguments.positional.size() != 1)
    return std::unexpected(invalid("--watch takes one folder: name it as the only SOURCE"));
  if (arguments.has("delete"))
    return std::unexpected(invalid("--watch deletes no article by its id: leave out --delete"));
  const auto load_round = [&](Round& round) -> std::expected<void, Error> {
    if (const auto loaded = load(arguments, round); !loaded) return std::unexpected(loaded.error());
    return {};
  };
  const auto followed = follow(
      arguments.positional.front(), arguments.has("delete-missing"), 1s, load_round,
      [](const std::string& text) { report(kIndexProgram, text); },
      [&stop = stop_on_signals()] { return stop.load(); });
  if (!followed) return std::unexpected(followed.error());
  return kExitDone;
}

/// Looks after the index as `option` says.
std::expected<int, Error> look_after(const std::string& directory, std::string_view option) {
  if (option == "check") return check(directory);
  if (option == "check-authority") return check_authority(directory);
  if (option == "stats") return stats(directory);
  return roll_back(directory);
}

/// The option that looks after the index, empty if there is none. Errors: kInvalid  something else is asked
/// for beside it
std::expected<std::string, Error> upkeep_option(const Arguments& arguments) {
  std::string upkeep, other;
  for (const auto& option : kProgram.options) {
    if (option.name == "index" || !arguments.is_given(option.name)) continue;
    (option.theme == kUpkeep && upkeep.empty() ? upkeep : other) = option.name;
  }
  if (upkeep.empty()) return upkeep;
  if (!arguments.positional.empty()) other = arguments.positional.front();
  if (other.empty()) return upkeep;
  return std::unexpected(invalid("--{} does nothing else: leave out {}", upkeep, dateline::quoted(other)));
}

std::expected<int, Error> run(const Arguments& arguments) {
  if (arguments.has("dry-run")) {
    auto gazetteer = gazetteer_for_dry_run(arguments);
    if (!gazetteer) return std::unexpected(gazetteer.error());
    return dry_run(arguments, std::move(*gazetteer));
  }
  const auto directory = arguments.get("index");
  if (directory.empty()) return std::unexpected(invalid("no index was given: write --index DIR"));
  const auto upkeep = upkeep_option(arguments);
  if (!upkeep) return std::unexpected(upkeep.error());
  if (!upkeep->empty()) return look_after(directory, *upkeep);
  if (arguments.has("gazetteer")) {
    const auto bytes = imported_gazetteer(arguments);
    if (!bytes) return std::unexpected(bytes.error());
    if (auto kept = keep_gazetteer(directory, *bytes); !kept) return std::unexpected(kept.error());
    if (arguments.positional.empty() && !arguments.has("delete")) return kExitDone;
  }
  if (arguments.has("watch")) return watch(arguments);
  Round once;
  return load(arguments, once);
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
