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
#include "query/program.h"
#include "query/record_output.h"
#include "query/search.h"

namespace {

using namespace dateline;

/// Searches and prints one page; whether anything was found.
std::expected<bool, Error> answer(const Index& index, const SearchRequest& request,
                                  const std::string& similar, OutputFormat format, std::string_view topic) {
  const auto page = similar.empty() ? index.search(request) : index.similar(similar, request);
  if (!page) return std::unexpected(page.error());
  const TextStyle style{.colour = stdout_has_colour(), .width = std::min<std::size_t>(terminal_width(), 110)};
  print(format_page(*page, format, style, topic));
  // The JSON page holds its notes itself.
  if (format != OutputFormat::kJson) {
    for (const auto& note : page->notes) report(query_program().name, "note: " + told(note));
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
    report(query_program().name, fmt::format("note: {} of {} judged topics are not in {}: they count 0",
                                             missing, judgements->size(), quoted(arguments.get("topics"))));
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
                    arguments.is_given("limit") ? *most : std::numeric_limits<std::size_t>::max());
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

int main(int argc, char** argv) { return dateline::run_program(query_program(), argc, argv, true, run); }
