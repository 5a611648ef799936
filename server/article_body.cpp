#include "server/article_body.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/base/text.h"
#include "corpus/readers/json_forms.h"
#include "corpus/readers/json_value.h"
#include "corpus/readers/record.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// Where articles that came over HTTP came from, for dateline-index --delete-missing.
constexpr std::string_view kOrigin = "http";

std::string_view word_of(PutOutcome outcome) {
  switch (outcome) {
    case PutOutcome::kAdded:
      return "added";
    case PutOutcome::kReplaced:
    case PutOutcome::kReplacedAnother:
      return "replaced";
    case PutOutcome::kUnchanged:
      return "unchanged";
  }
  return "";
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

using Given = std::expected<Value, Error>;

std::expected<Article, Error> article_of_value(Given value) {
  if (!value) return std::unexpected(value.error());
  std::vector<std::string> warnings;
  auto article = article_of(known_form(std::move(*value)), {}, warnings);
  if (!article) return article;
  return normalized(std::move(*article), "http");
}

/// Puts one article, and adds to `result` what became of it.
std::expected<std::string, Error> put_one(Writer& writer, Given value, Json result) {
  const auto article = article_of_value(std::move(value));
  if (article) {
    const auto outcome = writer.put(*article, kOrigin);
    if (!outcome) return std::unexpected(outcome.error());
    result["id"] = article->id;
    result["status"] = word_of(*outcome);
    if (*outcome == PutOutcome::kReplacedAnother)
      result["note"] = "the article that had this id was of another source, address or title";
  } else {
    result["status"] = "refused";
    result["error"] = article.error().message;
  }
  return dump(result) + "\n";
}

/// Puts every line; one result a line, in order.
std::expected<std::string, Error> put_lines(Writer& writer, std::string_view lines) {
  std::string results;
  for (std::uint64_t number = 1; !lines.empty(); ++number) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = trimmed(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty()) continue;
    const auto result = put_one(writer, parse_json(line), {{"line", number}});
    if (!result) return result;
    results += *result;
  }
  return results;
}

/// Puts the items of a list, or the one object that there is; one result a line, in order.
std::expected<std::string, Error> put_document(Writer& writer, Value document) {
  std::vector<Value> items;
  if (document.kind == Value::Kind::kList) {
    items = std::move(document.items);
  } else {
    items.push_back(std::move(document));
  }
  std::string results;
  for (std::uint64_t number = 1; auto& item : items) {
    const auto result = put_one(writer, std::move(item), {{"item", number++}});
    if (!result) return result;
    results += *result;
  }
  return results;
}

/// The one JSON value that a body is; nothing where it is one object a line, as what is called JSON often is
/// all the same. A broken list is an error, since its lines are no objects; anything else that is broken is
/// lines, of which each is refused or put by itself.
std::optional<Given> document_of(std::string_view body, std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  if (!ascii_iequal(trimmed(type), "application/json")) return std::nullopt;
  const auto text = trimmed(body);
  if (text.starts_with('[')) return parse_json(text);
  if (text.find('\n') == text.npos) return std::nullopt;
  auto whole = parse_json(text);
  return whole ? std::optional(std::move(whole)) : std::nullopt;
}

}  // namespace

std::expected<HttpResponse, Error> put_articles(Writer& writer, std::string_view body,
                                                std::string_view content_type) {
  auto document = document_of(body, content_type);
  if (document && !*document) return error_response(400, "bad_request", document->error().message);
  auto results = document ? put_document(writer, std::move(**document)) : put_lines(writer, body);
  if (!results) return std::unexpected(results.error());
  return HttpResponse{.content_type = "application/x-ndjson", .body = std::move(*results)};
}

}  // namespace dateline
