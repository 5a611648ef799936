// The options of dateline-query as a request.
#pragma once

#include "corpus/base/options.h"
#include "query/search.h"

namespace dateline {

/// What the options ask for; the words beside them are the text.
/// Errors: kInvalidArgument  an option with a value that cannot be
std::expected<SearchRequest, Error> request_of(const Arguments& arguments);

}  // namespace dateline
