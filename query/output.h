// A page as the command line prints it.
#pragma once

#include <string>
#include <string_view>

#include "query/search.h"

namespace dateline {

/// The kinds of output.
enum class OutputFormat { kText, kJson, kJsonLines, kCsv, kIds, kTrec };

/// The format that `name` names: text, json, jsonl, csv, ids, trec.
/// Errors: kInvalidArgument  none of these
std::expected<OutputFormat, Error> parse_output_format(std::string_view name);

/// How text output may look.
struct TextStyle {
  bool colour = false;     ///< emphasise matches and titles with escape sequences
  std::size_t width = 80;  ///< columns
};

/// The whole page, ending with a line feed unless it is empty. Text from articles is made safe for terminals.
/// `topic` is the query's id in TREC output.
std::string format_page(const Page& page, OutputFormat format, const TextStyle& style,
                        std::string_view topic = "");

/// Suggestions for what was `typed`: JSON where `format` is one of JSON, else a line each with count, kind
/// and value.
std::string format_suggestions(std::string_view typed, const std::vector<Suggestion>& suggestions,
                               OutputFormat format);

}  // namespace dateline
