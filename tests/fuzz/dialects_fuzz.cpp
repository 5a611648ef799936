// Any bytes as the body of a request in the dialects of other engines: an answer that is JSON, or an error.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "server/dialects.h"
#include "tests/support/fake_backend.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  FakeBackend backend;
  Hit hit{.article = {.id = "a", .title = "A storm", .people = {{.name = std::string(body)}}}, .score = 1};
  hit.title_highlights = {{2, 7}};
  backend.page.hits = {hit};
  backend.page.total = 1;
  backend.page.facets = {{.field = "people", .values = {{"Ana", 1}}, .distinct = 1}};
  for (const auto& text : {answer_instantsearch(backend, body), answer_instantsearch_facets(backend, body),
                           answer_meilisearch(backend, "news", body), answer_meilisearch_multi(backend, body),
                           answer_meilisearch_facet(backend, "news", body)}) {
    if (text && !nlohmann::json::accept(*text)) std::abort();
    if (!text && text.error().message.empty()) std::abort();
  }
  return 0;
}
