// What other programs read of a site: feeds, the browser's search bar, whether the server is well.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/base/text.h"
#include "query/page_json.h"
#include "server/route/answers.h"
#include "server/search_parameters.h"
#include "server/suggest.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxTypedBytes = 200;
constexpr std::size_t kSuggestionsOfAKind = 4;
constexpr std::size_t kMaxHeadlineBytes = 300;  ///< of a suggestion; what is longer ends in "…"

HttpResponse get_feed(const Context& context, std::string_view content_type,
                      std::string (*form)(const Site&, const Page&)) {
  const auto& parameters = context.call.target.parameters;
  auto request = read_search_parameters(parameters);
  if (!request) return failed(request.error());
  if (std::ranges::find(parameters, "sort", &Parameter::name) == parameters.end())
    request->sort = Sort::kNewest;
  const auto page = context.backend->search(*request);
  if (!page) return failed(page.error());
  return {.content_type = std::string(content_type), .body = form(site_of(context), *page)};
}

/// What was typed, the one parameter of suggestions.
std::expected<std::string, Error> typed_text(const Context& context) {
  std::string typed;
  for (const auto& [name, value] : context.call.target.parameters) {
    if (name != "q")
      return std::unexpected(invalid("{} is not a parameter here: did you mean 'q'?", quoted(name)));
    typed = value;
  }
  return std::string(utf8_prefix(typed, kMaxTypedBytes));
}

HttpResponse get_suggestions(const Context& context, std::string_view content_type,
                             std::string (*form)(std::string_view, const std::vector<Suggestion>&)) {
  const auto typed = typed_text(context);
  if (!typed) return failed(typed.error());
  auto suggestions = context.backend->suggest(*typed, kSuggestionsOfAKind);
  if (!suggestions) return failed(suggestions.error());
  for (auto& one : *suggestions) {
    const auto start = utf8_prefix(one.value, kMaxHeadlineBytes);
    if (one.kind == "article" && start.size() < one.value.size()) one.value = std::string(start) + "…";
  }
  auto response = json_response(form(*typed, *suggestions));
  response.content_type = content_type;
  return response;
}

}  // namespace

HttpResponse get_suggest(const Context& context) {
  return get_suggestions(context, "application/json", to_json);
}
HttpResponse get_browser_suggestions(const Context& context) {
  return get_suggestions(context, "application/x-suggestions+json", to_browser_json);
}

HttpResponse get_atom(const Context& context) {
  return get_feed(context, "application/atom+xml; charset=utf-8", atom_feed);
}
HttpResponse get_rss(const Context& context) {
  return get_feed(context, "application/rss+xml; charset=utf-8", rss_feed);
}
HttpResponse get_opensearch(const Context& context) {
  return {.content_type = "application/opensearchdescription+xml",
          .body = opensearch_description(site_of(context))};
}

HttpResponse get_health(const Context& context) {
  const nlohmann::ordered_json json{
      {"status", "ok"}, {"articles", context.backend->size()}, {"revision", context.backend->revision()}};
  auto response = json_response(json.dump());
  response.with("Cache-Control", "no-store");
  return response;
}

HttpResponse get_ready(const Context& context) {
  const auto page = context.backend->search({.text = "*", .limit = 0});
  auto response = page ? json_response(R"({"status":"ready"})") : failed(page.error());
  if (!page) response.status = 503;
  response.with("Cache-Control", "no-store");
  return response;
}

}  // namespace dateline
