// The articles that a request brings: one, a list, or one a line.
#pragma once

#include <string_view>

#include "corpus/base/error.h"
#include "indexer/writer.h"
#include "server/http.h"

namespace dateline {

/// Puts the articles of `body`, and answers with what became of each, one JSON object a line in their order.
/// A body of `content_type` application/json that is a list or one object is read as that, all else as one
/// object a line; what is no article is refused, and costs the others nothing.
/// Errors: those of Writer::put
std::expected<HttpResponse, Error> put_articles(Writer& writer, std::string_view body,
                                                std::string_view content_type);

}  // namespace dateline
