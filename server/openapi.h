// The description of the native API, served at /openapi.json.
#pragma once

#include <string>

namespace dateline {

/// OpenAPI 3.1, as JSON. The parameters of a search come from search_parameter_docs(), the shapes of the
/// answers from web/schemas.json.
const std::string& openapi_document();

}  // namespace dateline
