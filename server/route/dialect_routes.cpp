// The addresses of server/dialects.h.
#include "server/dialects.h"
#include "server/route/answers.h"

namespace dateline {
namespace {

/// A dialect's answer as a response; its unsupported filters are the client's matter.
HttpResponse dialect_response(std::expected<std::string, Error> answer) {
  if (answer) return json_response(std::move(*answer));
  auto error = answer.error();
  if (error.code == ErrorCode::kUnsupported) error.code = ErrorCode::kInvalidArgument;
  return failed(error);
}

HttpResponse meilisearch_response(std::expected<std::string, Error> answer) {
  auto response = dialect_response(answer);
  if (response.status == 200) return response;
  const bool ours = response.status >= 500;
  auto error = answer.error();
  const auto* code = ours ? "internal" : response.status == 404 ? "index_not_found" : "bad_request";
  response.body = meilisearch_error(code, ours ? public_message(error) : error.message, response.status);
  return response;
}

}  // namespace

HttpResponse post_instantsearch(const Context& context) {
  return dialect_response(answer_instantsearch(*context.backend, context.call.request.body));
}
HttpResponse post_instantsearch_facets(const Context& context) {
  return dialect_response(answer_instantsearch_facets(*context.backend, context.call.request.body));
}
HttpResponse post_meilisearch(const Context& context) {
  return meilisearch_response(
      answer_meilisearch(*context.backend, context.call.target.segments[1], context.call.request.body));
}
HttpResponse get_meilisearch(const Context& context) {
  return meilisearch_response(answer_meilisearch(*context.backend, context.call.target.segments[1],
                                                 meilisearch_body(context.call.target.parameters)));
}
HttpResponse post_meilisearch_multi(const Context& context) {
  return meilisearch_response(answer_meilisearch_multi(*context.backend, context.call.request.body));
}
HttpResponse post_meilisearch_facet(const Context& context) {
  return meilisearch_response(
      answer_meilisearch_facet(*context.backend, context.call.target.segments[1], context.call.request.body));
}
HttpResponse get_meilisearch_health(const Context&) { return json_response(R"({"status":"available"})"); }
HttpResponse get_meilisearch_version(const Context&) {
  // Clients look at the version to see what they may ask; the engine behind it says its own name.
  return json_response(
      R"({"commitSha":"","commitDate":"","pkgVersion":"1.53.0","engine":"dateline )" DATELINE_VERSION
      R"("})");
}

}  // namespace dateline
