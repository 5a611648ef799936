// Any bytes as what a client sends: whole or in two pieces they are read alike, every request gets an answer
// with a status we know, in one frame, and neither its text nor an article's stands in a page as markup.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "server/api.h"
#include "server/framing.h"
#include "server/request_parser.h"
#include "server/search_parameters.h"
#include "server/url.h"
#include "tests/support/fake_backend.h"

namespace {

using namespace dateline;

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr RequestLimits kLimits{.header_bytes = 512, .target_bytes = 256, .body_bytes = 4096};

/// Gives `parser` what `bytes` has for it, as a connection does.
void feed(RequestParser& parser, std::string& bytes) {
  for (auto before = parser.state();; before = parser.state()) {
    const auto used = parser.take(bytes);
    require(used <= bytes.size());
    bytes.erase(0, used);
    if (parser.state() == before) return;
  }
}

struct Read {
  std::vector<HttpRequest> requests;
  bool refused = false;  ///< what stands behind them
};

/// The requests that come in `pieces`, up to the first that is refused or not whole.
Read read(const std::vector<std::string_view>& pieces) {
  Read all;
  std::string bytes;
  auto parser = std::make_unique<RequestParser>(kLimits);
  for (const auto piece : pieces) {
    bytes += piece;
    for (feed(*parser, bytes); parser->state() == RequestParser::State::kDone; feed(*parser, bytes)) {
      all.requests.push_back(std::move(parser->request()));
      parser = std::make_unique<RequestParser>(kLimits);
    }
  }
  all.refused = parser->state() == RequestParser::State::kRefused;
  return all;
}

/// What is read must be the same, up to where one of them is refused: what has to wait for more may be too
/// long by then.
void require_same(const Read& a, const Read& b) {
  const auto size = std::min(a.requests.size(), b.requests.size());
  require(a.requests.size() == size || b.refused);
  require(b.requests.size() == size || a.refused);
  for (std::size_t n = 0; n < size; ++n) {
    const auto &one = a.requests[n], &other = b.requests[n];
    require(one.method == other.method && one.target == other.target && one.headers == other.headers &&
            one.body == other.body);
  }
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
  require(std::ranges::find(kKnown, response.status) != kKnown.end());
  const auto header = header_text(response, true, 11);
  require(header.find("\r\n\r\n") == header.size() - 4);
  if (!response.content_type.starts_with("text/html")) return;
  constexpr std::string_view kOurs = "<script type=\"module\" src=\"/static/";
  for (auto at = response.body.find("<script"); at != std::string::npos;
       at = response.body.find("<script", at + 1))
    require(std::string_view(response.body).substr(at).starts_with(kOurs));
  require(response.body.find("href=\"javascript:") == std::string::npos);
}

/// An index with one article, all of whose texts are `text`.
FakeBackend hostile_index(std::string_view text) {
  FakeBackend backend;
  const std::string all(text);
  const auto size = static_cast<std::uint32_t>(text.size());
  Hit hit{.article = {.id = all, .url = all, .title = all, .source = all}, .story = all};
  hit.title_highlights = {{0, 1}, {size / 2, size}};
  hit.snippet = {.text = all, .highlights = {{size / 3, size / 2}}};
  hit.article.people = hit.article.places = {{.name = all}};
  backend.page.hits = {hit, hit};
  backend.page.total = 2;
  backend.page.notes = {{.code = "x", .message = all}};
  backend.page.facets = {{.field = "people", .values = {{all, 1}}, .distinct = 1}};
  backend.articles.emplace("x", hit.article);
  return backend;
}

void answer(const HttpRequest& request, FakeBackend& backend) {
  if (const auto target = parse_target(request.target)) check_parameters(*target);
  const Api api({.title = "<archive>", .allowed_origins = {"https://a.org"}});
  auto routed = api.route(request);
  if (const auto* response = std::get_if<HttpResponse>(&routed)) return check_response(*response);
  const auto& call = std::get<Call>(routed);
  if (!call.writes) check_response(api.answer(call, backend));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = read({bytes});
  const auto cut = size == 0 ? 0 : data[size - 1] * size / 256;
  require_same(whole, read({bytes.substr(0, cut), bytes.substr(cut)}));
  auto backend = hostile_index(bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 64)));
  for (const auto& request : whole.requests) answer(request, backend);
  return 0;
}
