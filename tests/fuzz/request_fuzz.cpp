// Any bytes as method, target and header of a request: an answer with a status we know, no crash, no article
// text or query let through as markup, and parameters that read back as they were written.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/api.h"
#include "server/search_parameters.h"
#include "server/url.h"
#include "tests/support/fake_backend.h"

namespace {

using namespace dateline;

void require(bool holds) {
  if (!holds) std::abort();
}

/// The next line of `bytes`, taken from it.
std::string_view take_line(std::string_view& bytes) {
  const auto end = std::min(bytes.find('\n'), bytes.size());
  const auto line = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return line;
}

void check_parameters(const Target& target) {
  require(parse_target("/?" + query_string(target.parameters))->parameters == target.parameters);
  const auto lenient = read_search_parameters_leniently(target.parameters);
  const auto canonical = search_parameters(lenient.request);
  const auto again = read_search_parameters(canonical);
  require(again.has_value());
  require(search_parameters(*again) == canonical);
}

void check_response(const HttpResponse& response) {
  constexpr std::array kKnown{200, 204, 304, 400, 401, 403, 404, 405, 415};
  bool known = false;
  for (const int status : kKnown) known |= response.status == status;
  require(known);
  if (response.content_type.starts_with("text/html")) {
    constexpr std::string_view kOurs = "<script type=\"module\" src=\"/static/";
    for (auto at = response.body.find("<script"); at != std::string::npos;
         at = response.body.find("<script", at + 1))
      require(std::string_view(response.body).substr(at).starts_with(kOurs));
    require(response.body.find("javascript:") == std::string::npos ||
            response.body.find("href=\"javascript:") == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  HttpRequest request{.method = std::string(take_line(bytes)), .target = std::string(take_line(bytes))};
  request.headers = {{"accept", std::string(take_line(bytes))},
                     {"if-none-match", std::string(take_line(bytes))},
                     {"origin", std::string(take_line(bytes))}};
  if (const auto target = parse_target(request.target)) check_parameters(*target);
  FakeBackend backend;
  Hit hit{.article = {.id = std::string(bytes), .url = std::string(bytes), .title = std::string(bytes)}};
  hit.title_highlights = {{0, 1}, {static_cast<std::uint32_t>(size / 2), static_cast<std::uint32_t>(size)}};
  hit.snippet.text = std::string(bytes);
  hit.article.people = {{.name = std::string(bytes)}};
  backend.page.hits = {hit};
  backend.page.total = 1;
  backend.page.notes = {{.code = "x", .message = std::string(bytes)}};
  backend.articles.emplace("x", hit.article);
  const Api api({.title = "<archive>", .allowed_origins = {"https://a.org"}});
  auto routed = api.route(request);
  if (const auto* response = std::get_if<HttpResponse>(&routed)) {
    check_response(*response);
  } else if (!std::get<Call>(routed).writes) {
    check_response(api.answer(std::get<Call>(routed), backend));
  }
  return 0;
}
