// Searching, reading one article, and taking a whole result away.
#include <fmt/core.h>

#include <memory>

#include "corpus/base/json_writer.h"
#include "corpus/base/text.h"
#include "query/page_json.h"
#include "server/cursor.h"
#include "server/export.h"
#include "server/route/answers.h"

namespace dateline {
namespace {

HttpResponse with_total(HttpResponse response, const Page& page) {
  response.found = page.total;
  return response;
}

/// The page, and where the next one begins: null at the end.
HttpResponse page_with_cursor(const Page& page, std::string_view revision) {
  const auto next = page.request.offset + static_cast<std::uint32_t>(page.hits.size());
  const bool is_full =
      page.hits.size() == page.request.limit;  // stories can be fewer than the articles found
  const bool more = is_full && next < page.total && next <= kMaxOffset;
  JsonWriter json;
  json.begin_object();
  write_members(json, page);
  json.key("next_cursor");
  if (more) {
    json.value(to_text({.offset = next, .revision = std::string(revision)}));
  } else {
    json.null();
  }
  return with_total(json_response(json.end_object().take()), page);
}

}  // namespace

HttpResponse get_search(const Context& context) {
  Parameters parameters(context);
  const auto text = parameters.take("cursor");
  auto request = parameters.search();
  if (!request) return failed(request.error());
  if (text) {
    const auto cursor = parse_cursor(*text);
    if (!cursor) return failed(cursor.error());
    request->offset = cursor->offset;
    if (request->limit == 0)
      return failed(invalid("'0' is not a value of 'limit': with a cursor write 1 or more"));
    auto page = context.backend->search(*request);
    if (!page) return failed(page.error());
    if (!cursor->revision.empty() && cursor->revision != stable_id(context.backend->revision()))
      page->notes.push_back(
          {.code = "index_changed",
           .message = "the index changed since the last page: an article may be missing or come twice"});
    return page_with_cursor(*page, context.backend->revision());
  }
  const auto page = context.backend->search(*request);
  if (!page) return failed(page.error());
  return with_total(json_response(to_json(*page)), *page);
}

HttpResponse get_article(const Context& context) {
  Parameters parameters(context);
  if (auto rest = parameters.finish(); !rest) return failed(rest.error());
  const auto article = context.backend->article(context.call.target.segments.back());
  if (!article) return failed(article.error());
  return json_response(to_json(*article));
}

HttpResponse get_similar(const Context& context) {
  const auto request = Parameters(context).search();
  if (!request) return failed(request.error());
  const auto page = context.backend->similar(context.call.target.segments[2], *request);
  if (!page) return failed(page.error());
  return with_total(json_response(to_json(*page)), *page);
}

HttpResponse get_export(const Context& context) {
  Parameters parameters(context);
  const auto form = parameters.take_choice("format", {"ndjson", "csv"});
  if (!form) return failed(form.error());
  const auto with_text = parameters.take_choice("text", {"1", "0"});
  if (!with_text) return failed(with_text.error());
  const auto most = parameters.take_number("limit", kMaxOffset, kMaxOffset);
  if (!most) return failed(most.error());
  const auto request = parameters.search();
  if (!request) return failed(request.error());
  const bool is_csv = *form == "csv";
  const auto state = std::make_shared<Export>(
      *request, Export::Form{.is_csv = is_csv, .with_text = *with_text == "1"}, *most);
  auto first = state->next(*context.backend);
  if (!first) return failed(first.error());
  HttpResponse response{.content_type = is_csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
                        .body = std::move(*first)};
  response.more = [state](SearchBackend& backend) -> std::optional<std::string> {
    auto piece = state->next(backend);
    return piece ? std::optional(std::move(*piece)) : std::nullopt;
  };
  response.with("Content-Disposition", is_csv ? "attachment; filename=\"articles.csv\""
                                              : "attachment; filename=\"articles.ndjson\"");
  response.with("Cache-Control", "no-store");
  return response;
}

}  // namespace dateline
