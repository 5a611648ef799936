// What the dialects have in common: reading their JSON, and the document they show. For server/dialect/*.cpp
// only.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "query/search.h"
#include "server/backend.h"
#include "server/dialects.h"

namespace dateline::dialect {

using Json = nlohmann::ordered_json;
using Status = std::expected<void, Error>;

std::string dump(const Json& json);

/// A body that is JSON, not nested deeper than any front end nests.
/// Errors: kInvalidArgument  it is not
std::expected<Json, Error> parsed(std::string_view body);

/// The list under `key`, or the body itself where it is one.
/// Errors: kInvalidArgument  no such list, an empty one, or more than kMaxSearchesAtOnce in it
std::expected<Json, Error> list_of(std::string_view body, const char* key);

/// The index that a front end names; where there is one only, it goes by any name. Errors: kNotFound  there
/// are several, and none of that name
std::expected<SearchBackend*, Error> index_of(SearchBackend& backend, std::string_view name);

bool has(const Json& object, const char* key);

/// A text, or "" where there is none.
std::string text_of(const Json& object, const char* key);

/// A number, at most `most`; negative ones are 0.
std::uint32_t number_of(const Json& object, const char* key, std::uint32_t otherwise, std::uint32_t most);

/// A list of texts, given as a list or as one text.
std::vector<std::string> texts_of(const Json& object, const char* key);

/// The facets asked for, by our names; "*": all. Attributes we do not count are passed over, as front ends
/// ask for what their page has.
std::vector<std::string> facets_of(const Json& object);

/// What a front end wants around matches.
struct Tags {
  std::string pre;
  std::string post;
};

/// `tags`, or those that `object` names as highlightPreTag and highlightPostTag.
/// Errors: kInvalidArgument  one is longer than any front end's: it would be written many times
std::expected<Tags, Error> tags_of(const Json& object);

/// `text` with tags around its matches; raw otherwise.
std::string tagged(std::string_view text, const std::vector<Range>& highlights, const Tags& tags);

/// A hit as both dialects show it.
Json document_of(const Hit& hit);

/// {attribute: {value: count}}
Json counts_of(const Page& page);

/// What the years found are between, as all of them are counted: {"year": {"min","max","avg","sum"}}.
Json stats_of(const Page& page);

double milliseconds(const Page& page);

/// One answer for each member of `list`, in order; the first error ends it.
template <typename Answer>
std::expected<Json, Error> answer_each(SearchBackend& backend, const Json& list, Answer answer) {
  auto results = Json::array();
  for (const auto& given : list) {
    auto result = answer(backend, given);
    if (!result) return result;
    results.push_back(std::move(*result));
  }
  return results;
}

}  // namespace dateline::dialect
