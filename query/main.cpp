// dateline-query: searches an index from the command line.
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <limits>

#include "corpus/base/program.h"
#include "corpus/base/text.h"
#include "query/command_line.h"
#include "query/evaluation.h"
#include "query/output.h"
#include "query/record_output.h"
#include "query/search.h"

namespace {

using namespace dateline;

const ProgramSpec kProgram{
    .name = "dateline-query",
    .usage = "--index DIR [OPTION]... QUERY...",
    .summary = "Print the news articles that best match QUERY, best first.",
    .examples = {"dateline-query --index news 'airport attack person:\"Seth G. Jones\"'",
                 "dateline-query --index news --sort newest 'place:Afghanistan date:2021-08..'",
                 "dateline-query --index news --limit 0 --facets people,places flood"},
    .options =
        {
            {.theme = "Query",
             .name = "index",
             .argument = "DIR",
             .help = "index made by dateline-index",
             .environment = "DATELINE_INDEX"},
            {.theme = "Query",
             .name = "sort",
             .argument = "KEY",
             .help = "relevance, newest or oldest",
             .default_value = "relevance"},
            {.theme = "Query",
             .name = "match",
             .argument = "MODE",
             .help = "words side by side: all, any, or auto (all in short queries)",
             .default_value = "auto"},
            {.theme = "Query",
             .name = "ranking",
             .argument = "SETTINGS",
             .help = "rank with other parameters, such as 'k1=1.2 b=0.75 feedback=0'; the rest keep their "
                     "defaults"},
            {.theme = "Query", .name = "explain", .help = "say of each hit why it ranks where it does"},
            {.theme = "Query", .name = "strict", .help = "what cannot be understood is an error, not a note"},
            {.theme = "Query",
             .name = "filter",
             .argument = "FIELD=VALUE",
             .help = "only articles with this whole value, such as person=\"Angela Merkel\"; each one given "
                     "must hold",
             .repeatable = true},
            {.theme = "Query",
             .name = "from",
             .argument = "DAY",
             .help = "published on YYYY[-MM[-DD]] or later"},
            {.theme = "Query",
             .name = "to",
             .argument = "DAY",
             .help = "published on YYYY[-MM[-DD]] or earlier"},
            {.theme = "Query",
             .name = "with",
             .argument = "QUERY",
             .help = "who and where appear together with what QUERY asks for, such as person:Merkel"},
            {.theme = "Query",
             .name = "similar",
             .argument = "ID",
             .help = "the articles most like this one"},
            {.theme = "Query",
             .name = "suggest",
             .argument = "PREFIX",
             .help = "people, places, organizations and headlines that begin so, typing errors forgiven"},
            {.theme = "Query",
             .name = "records",
             .argument = "KIND",
             .help =
                 "list people, places or organizations with their other names, counts and examples, all or "
                 "--limit N; with words, those whose names begin so"},
            {.theme = "Query",
             .name = "topics",
             .argument = "FILE",
             .help = "run every ID<TAB>QUERY line of FILE; with --format trec, words match as --match any"},
            {.theme = "Evaluation",
             .name = "qrels",
             .argument = "FILE",
             .help = "measure the topics by the judgements of FILE, lines of TOPIC 0 ARTICLE GRADE"},
            {.theme = "Evaluation", .name = "per-query", .help = "the measures of each topic as well"},
            {.theme = "Evaluation",
             .name = "compare",
             .argument = "SETTINGS",
             .help = "measure this --ranking as well, and how likely the difference is by chance"},
            {.theme = "Limits",
             .name = "max-bytes",
             .argument = "N",
             .help = "read so many bytes of a query",
             .default_value = "4096"},
            {.theme = "Limits",
             .name = "max-words",
             .argument = "N",
             .help = "read so many words of a query",
             .default_value = "256"},
            {.theme = "Limits",
             .name = "max-expansions",
             .argument = "N",
             .help = "words that one econom* stands for",
             .default_value = "2000"},
            {.theme = "Limits",
             .name = "max-time",
             .argument = "MS",
             .help = "milliseconds to look for matches; what is missing by then is told in a note",
             .default_value = "5000"},
            {.theme = "Output",
             .name = "format",
             .argument = "KIND",
             .help = "text, json, jsonl, csv, ids or trec",
             .default_value = "text"},
            {.theme = "Output",
             .name = "offset",
             .argument = "N",
             .help = "leave out the first N hits",
             .default_value = "0"},
            {.theme = "Output",
             .name = "limit",
             .argument = "N",
             .help = "print at most N hits",
             .default_value = "10"},
            {.theme = "Output",
             .name = "group",
             .argument = "stories",
             .help = "of articles that tell the same story show the best one alone, and how many more there are"},
            {.theme = "Output",
             .name = "facets",
             .argument = "LIST",
             .help = "count these over all matches, such as people,places,year"},
            {.theme = "Output",
             .name = "facet-limit",
             .argument = "N",
             .help = "values per facet",
             .default_value = "20"},
            {.theme = "Output",
             .name = "facet-search",
             .argument = "NAME=TEXT",
             .help = "count this facet, but only values with words that begin so, such as people=mer"},
            {.theme = "Output",
             .name = "timeline",
             .argument = "STEP",
             .help = "count all matches by year, month or day"},
        },
    .exit_status = "0 hits printed; 1 no article matches; 2 an error; 75 index busy.",
};

/// Searches and prints one page; whether anything was found.
std::expected<bool, Error> answer(const Index& index, const SearchRequest& request,
                                  const std::string& similar, OutputFormat format, std::string_view topic) {
  const auto page = similar.empty() ? index.search(request) : index.similar(similar, request);
  if (!page) return std::unexpected(page.error());
  const TextStyle style{.colour = stdout_has_colour(), .width = std::min<std::size_t>(terminal_width(), 110)};
  print(format_page(*page, format, style, topic));
  // The JSON page holds its notes itself.
  if (format != OutputFormat::kJson) {
    for (const auto& note : page->notes) report(kProgram.name, "note: " + note.message);
  }
  return page->total > 0;
}

/// What `read` makes of the file at `path`.
template <typename Read>
auto read_file(const std::string& path, Read read) -> decltype(read(std::declval<std::istream&>(), path)) {
  std::ifstream file(path);
  if (!file)
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} is not a file that can be read", quoted(path)));
  return read(file, path);
}

std::expected<bool, Error> answer_topics(const Index& index, SearchRequest request, OutputFormat format,
                                         const std::string& path) {
  const auto topics = read_file(path, read_topics);
  if (!topics) return std::unexpected(topics.error());
  if (format == OutputFormat::kTrec && request.match == MatchMode::kAuto) request.match = MatchMode::kAny;
  bool found = false;
  for (const auto& topic : *topics) {
    request.text = topic.text;
    const auto answered = answer(index, request, "", format, topic.id);
    if (!answered) return answered;
    found |= *answered;
  }
  return found;
}

/// Measures the ranking by judgements, or compares it with another one; true.
std::expected<bool, Error> answer_judgements(const Index& index, SearchRequest request,
                                             const Arguments& arguments) {
  const auto topics = read_file(arguments.get("topics"), read_topics);
  if (!topics) return std::unexpected(topics.error());
  const auto judgements = read_file(arguments.get("qrels"), read_judgements);
  if (!judgements) return std::unexpected(judgements.error());
  const auto other = parse_ranking(arguments.get("compare"));
  if (!other) return std::unexpected(other.error());
  const auto missing = std::ranges::count_if(*judgements, [&](const auto& judged) {
    return std::ranges::find(*topics, judged.first, &Topic::id) == topics->end();
  });
  if (missing > 0) {
    report(kProgram.name, fmt::format("note: {} of {} judged topics are not in {}: they count 0", missing,
                                      judgements->size(), quoted(arguments.get("topics"))));
  }
  const auto measured = measure_topics(index, request, *topics, *judgements);
  if (!measured) return std::unexpected(measured.error());
  if (!arguments.has("compare")) {
    print(measures_table(*judgements, *measured, arguments.has("per-query")));
    return true;
  }
  request.ranking = *other;
  const auto compared = measure_topics(index, request, *topics, *judgements);
  if (!compared) return std::unexpected(compared.error());
  if (arguments.has("per-query")) {
    print("ranking\n" + measures_table(*judgements, *measured, true) + "\ncompare\n" +
          measures_table(*judgements, *compared, true) + "\n");
  }
  print(comparison_table(*measured, *compared));
  return true;
}

/// Prints records; whether there are any.
std::expected<bool, Error> answer_records(const Index& index, const Arguments& arguments,
                                          OutputFormat format) {
  const auto kind = parse_record_kind(arguments.get("records"));
  if (!kind) return std::unexpected(kind.error());
  const auto most = arguments.number("limit", 0, kMaxLimit);
  if (!most) return std::unexpected(most.error());
  const auto records =
      index.records(*kind, joined(arguments.positional, " "),
                    arguments.has("limit") ? *most : std::numeric_limits<std::size_t>::max());
  if (!records) return std::unexpected(records.error());
  const auto shown = format_records(*records, format);
  if (!shown) return std::unexpected(shown.error());
  print(*shown);
  return !records->empty();
}

/// Prints suggestions; whether there are any.
std::expected<bool, Error> answer_suggest(const Index& index, const std::string& typed,
                                          const SearchRequest& request, OutputFormat format) {
  const auto suggestions = index.suggest(typed, request.limit);
  if (!suggestions) return std::unexpected(suggestions.error());
  print(format_suggestions(typed, *suggestions, format));
  return !suggestions->empty();
}

std::expected<int, Error> run(const Arguments& arguments) {
  const auto directory = arguments.get("index");
  if (directory.empty()) return std::unexpected(invalid("no index was given: write --index DIR"));
  const bool has_topics = arguments.has("topics");
  const bool has_judgements = arguments.has("qrels");
  if (has_judgements && !has_topics) {
    return std::unexpected(invalid("--qrels was given without queries: write --topics FILE as well"));
  }
  if (!has_judgements && (arguments.has("compare") || arguments.has("per-query"))) {
    return std::unexpected(invalid("nothing was given to measure by: write --qrels FILE as well"));
  }
  const bool has_other = has_topics || arguments.has("with") || arguments.has("similar") ||
                         arguments.has("suggest") || arguments.has("records");
  if (arguments.positional.empty() && !has_other) {
    return std::unexpected(invalid("no query was given: write words, or '*' for every article"));
  }
  const auto format = parse_output_format(arguments.get("format"));
  if (!format) return std::unexpected(format.error());
  if (*format == OutputFormat::kTrec && !has_topics) {
    return std::unexpected(invalid("'trec' is not a format for a single query: write --topics FILE"));
  }
  const auto request = request_of(arguments);
  if (!request) return std::unexpected(request.error());
  const auto index = Index::open(directory);
  if (!index) return std::unexpected(index.error());
  const auto found = has_judgements ? answer_judgements(*index, *request, arguments)
                     : has_topics   ? answer_topics(*index, *request, *format, arguments.get("topics"))
                     : arguments.has("records") ? answer_records(*index, arguments, *format)
                     : arguments.has("suggest")
                         ? answer_suggest(*index, arguments.get("suggest"), *request, *format)
                         : answer(*index, *request, arguments.get("similar"), *format, "");
  if (!found) return std::unexpected(found.error());
  return *found ? kExitDone : kExitNothing;
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
