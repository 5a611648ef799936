#include "query/output.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "corpus/base/text.h"
#include "query/csv.h"
#include "query/page_json.h"

namespace dateline {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kMatch = "\x1b[1;33m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

/// `text` made visible, with its matches emphasised: by colour, else by asterisks.
std::string emphasised(std::string_view text, const std::vector<Range>& highlights, const TextStyle& style,
                       std::string_view around = "") {
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : highlights) {
    out += visible(text.substr(at, begin - at));
    out += style.colour ? kMatch : "*";
    out += visible(text.substr(begin, end - begin));
    if (style.colour) {
      out.append(kPlain).append(around);
    } else {
      out += "*";
    }
    at = end;
  }
  return out + visible(text.substr(at));
}

/// How many columns `text` takes, escape sequences not counted; every code point counts one.
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  bool escape = false;
  for (const char c : text) {
    if (c == '\x1b') escape = true;
    if (!escape && (static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
    if (escape && c == 'm') escape = false;
  }
  return count;
}

/// Breaks `text` at blanks into lines of at most `width` columns, each after `indent`.
std::string wrapped(std::string_view text, std::string_view indent, std::size_t width) {
  std::string out, line;
  const auto flush = [&] {
    if (!line.empty()) out.append(indent).append(line).append("\n");
    line.clear();
  };
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    if (!line.empty() && columns(line) + 1 + columns(word) + indent.size() > width) flush();
    if (!word.empty()) line.append(line.empty() ? "" : " ").append(word);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  flush();
  return out;
}

/// The first names, and how many more there are: a long article has fifty.
std::string names(std::string_view label, const std::vector<Entity>& entities) {
  constexpr std::size_t kMost = 12;
  std::vector<std::string> parts;
  for (const auto& entity : entities | std::views::take(kMost)) parts.push_back(visible(entity.name));
  if (parts.empty()) return "";
  const auto more = entities.size() - parts.size();
  return fmt::format("{}: {}{}", label, joined(parts, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

std::string matching(std::uint64_t total) {
  return total == 1 ? "1 article matches" : fmt::format("{} articles match", total);
}

/// The score and what it is made of, a line each.
std::string text_of(const std::vector<Reason>& reasons, double score) {
  if (reasons.empty()) return "";
  auto out = fmt::format("   score {:.4f}\n", score);
  for (const auto& [kind, message, value] : reasons) {
    const char* sign = kind == "recency" ? "x" : value < 0 ? "-" : "+";
    out += fmt::format("   {:>10}  {}\n", fmt::format("{}{:.4f}", sign, std::abs(value)), visible(message));
  }
  return out;
}

std::string text_of(const Hit& hit, std::size_t rank, const TextStyle& style) {
  const auto& article = hit.article;
  const std::string_view bold = style.colour ? kBold : "", dim = style.colour ? kDim : "",
                         plain = style.colour ? kPlain : "";
  const auto title = article.title.empty() ? std::string("(no title)")
                                           : emphasised(article.title, hit.title_highlights, style, bold);
  auto out = fmt::format("{}. {}{}{}\n", rank, bold, title, plain);
  std::vector<std::string> facts;
  if (article.published) facts.push_back(to_string(article.published->day()));
  for (const auto* fact : {&article.source, &article.section, &article.url}) {
    if (!fact->empty()) facts.push_back(visible(*fact));
  }
  facts.push_back("id " + visible(article.id));
  out += fmt::format("   {}{}{}\n", dim, joined(facts, " | "), plain);
  out += wrapped(emphasised(hit.snippet.text, hit.snippet.highlights, style), "   ", style.width);
  if (hit.same_story > 0)
    out += fmt::format("   {} more {} the same story: story:{}\n", hit.same_story,
                       hit.same_story == 1 ? "tells" : "tell", visible(hit.story));
  for (const auto& line : {names("people", article.people), names("places", article.places)}) {
    if (!line.empty()) out += wrapped(line, "   ", style.width);
  }
  return out + text_of(hit.reasons, hit.score);
}

std::string text_of(const std::vector<FacetValue>& values) {
  std::string out;
  for (const auto& [value, count] : values) out += fmt::format("{:>8}  {}\n", count, visible(value));
  return out;
}

std::string text_of(const Page& page, const TextStyle& style) {
  std::string out;
  if (page.hits.empty()) {
    out = matching(page.total) + ".\n";
  } else {
    const auto first = std::size_t{page.request.offset} + 1;
    out = fmt::format("{}; {} to {}:\n", matching(page.total), first, first + page.hits.size() - 1);
  }
  for (std::size_t n = 0; n < page.hits.size(); ++n) {
    out += "\n" + text_of(page.hits[n], page.request.offset + n + 1, style);
  }
  for (const auto& facet : page.facets) {
    const auto missing = facet.missing == 0 ? "" : fmt::format("; {} articles have none", facet.missing);
    out += fmt::format("\n{} ({} in all{})\n", facet.field, facet.distinct, missing) + text_of(facet.values);
  }
  if (page.timeline) {
    const auto missing =
        page.timeline->missing == 0 ? "" : fmt::format(" ({} articles have none)", page.timeline->missing);
    out +=
        fmt::format("\nby {}{}\n", name(page.timeline->interval), missing) + text_of(page.timeline->values);
  }
  return out;
}

std::string csv_list(const std::vector<Entity>& entities) {
  std::vector<std::string> parts;
  for (const auto& entity : entities) parts.push_back(entity.name);
  return csv_cell(joined(parts, "; "));
}

std::string csv_of(const Page& page) {
  std::string out = "id,published,title,source,section,authors,language,url,people,places,score,snippet\r\n";
  for (const auto& hit : page.hits) {
    const auto& article = hit.article;
    out += joined({csv_cell(article.id), csv_cell(article.published ? to_string(*article.published) : ""),
                   csv_cell(article.title), csv_cell(article.source), csv_cell(article.section),
                   csv_cell(joined(article.authors, "; ")), csv_cell(article.language), csv_cell(article.url),
                   csv_list(article.people), csv_list(article.places), fmt::format("{:.4f}", hit.score),
                   csv_cell(hit.snippet.text)},
                  ",") +
           "\r\n";
  }
  return out;
}

/// Ids with white space would break the columns of a run; blanks in them become %20, as in URLs.
std::string trec_id(std::string_view id) {
  std::string out;
  for (const char c : id) out += c == ' ' || c == '\t' || c == '\n' ? "%20" : std::string(1, c);
  return out;
}

std::string trec_of(const Page& page, std::string_view topic) {
  std::string out;
  for (std::size_t n = 0; n < page.hits.size(); ++n) {
    const auto& hit = page.hits[n];
    out += fmt::format("{} Q0 {} {} {:.6f} dateline\n", topic, trec_id(hit.article.id),
                       page.request.offset + n + 1, hit.score);
  }
  return out;
}

}  // namespace

std::expected<OutputFormat, Error> parse_output_format(std::string_view name) {
  if (name == "text") return OutputFormat::kText;
  if (name == "json") return OutputFormat::kJson;
  if (name == "jsonl") return OutputFormat::kJsonLines;
  if (name == "csv") return OutputFormat::kCsv;
  if (name == "ids") return OutputFormat::kIds;
  if (name == "trec") return OutputFormat::kTrec;
  return std::unexpected(
      invalid("{} is not an output format: write text, json, jsonl, csv, ids or trec", quoted(name)));
}

std::string format_page(const Page& page, OutputFormat format, const TextStyle& style,
                        std::string_view topic) {
  std::string out;
  switch (format) {
    case OutputFormat::kText:
      return text_of(page, style);
    case OutputFormat::kJson:
      return to_json(page) + "\n";
    case OutputFormat::kJsonLines:
      for (const auto& hit : page.hits) out += to_json(hit) + "\n";
      return out;
    case OutputFormat::kCsv:
      return csv_of(page);
    case OutputFormat::kIds:
      for (const auto& hit : page.hits) out += visible(hit.article.id) + "\n";
      return out;
    case OutputFormat::kTrec:
      return trec_of(page, topic);
  }
  return out;
}

std::string format_suggestions(std::string_view typed, const std::vector<Suggestion>& suggestions,
                               OutputFormat format) {
  if (format == OutputFormat::kJson || format == OutputFormat::kJsonLines)
    return to_json(typed, suggestions) + "\n";
  std::string out;
  for (const auto& one : suggestions) {
    const auto count = one.count == 0 ? "" : std::to_string(one.count);
    out += fmt::format("{:>8}  {:<8} {}\n", count, one.kind, visible(one.value));
  }
  return out;
}

}  // namespace dateline
