// Filters as other news APIs write them in one parameter: fq=persons:("Obama, Barack" "Biden") AND
// source:("AP").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "query/search.h"

namespace dateline {

/// Reads FIELD:("value" "value") or FIELD:"value", joined by AND, each with NOT or - before it if it
/// excludes. Values in brackets are alternatives. Fields are those of filters and of facets, and persons,
/// glocations, subject, section_name, news_desk, byline. Errors: kInvalidArgument  not of that shape, or no
/// such field
std::expected<std::vector<Filter>, Error> parse_field_query(std::string_view text);

/// The filter in that form.
std::string to_field_query(const Filter& filter);

}  // namespace dateline
