// The parameters of a search URL: one table from which they are read, written and documented.
//
//   q                       the query as typed; empty or absent: every article
//   person place org author source section keyword lang
//                           the article has this value; repeated: it has each of them
//   from to                 first and last day, YYYY[-MM[-DD]]
//   sort                    relevance, newest or oldest
//   match                   auto, all or any: how words side by side are taken
//   offset limit            which hits
//   facets facet_limit      what to count, separated by commas, and how many values of each
//   with                    a query that the articles match as well; facets leave out the names it asks for
//   timeline                year, month or day: count the articles over time
//   explain                 1 or true: each hit says why it ranks where it does
//   strict                  1: what cannot be understood is an error, not a note
//
// Names that other news APIs use for the same are read as well, and never written: begin_date and end_date
// (YYYYMMDD), fq (field:("value" "value") AND ...), from-date, to-date, order-by, page-size, page (from 1).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "query/search.h"
#include "server/url.h"

namespace dateline {

inline constexpr std::uint32_t kMaxPage = 1000;  ///< of the parameter `page`

/// One parameter, for documentation.
struct ParameterDoc {
  std::string_view name;
  std::string_view type;         ///< of its value: "string", "integer", or the words it can be, "a|b|c"
  std::string_view description;  ///< one sentence
  bool repeatable = false;
  std::uint32_t most = 0;  ///< of an integer
};

/// Every parameter, in the order above, then the other APIs' names.
std::span<const ParameterDoc> search_parameter_docs();

/// Reads the parameters of a program: empty values count as absent; the last one holds where a single one is
/// given twice. `others` are names that the caller has taken out, for messages.
/// Errors: kInvalidArgument  an unknown name (the nearest known one is named) or a value that cannot be
std::expected<SearchRequest, Error> read_search_parameters(const std::vector<Parameter>& parameters,
                                                           const std::vector<std::string>& others = {});

/// What a person's address bar held, as far as it can be read.
struct LenientRequest {
  SearchRequest request;
  std::vector<Note> notes;  ///< a note for each value left out; unknown names are passed over
};
LenientRequest read_search_parameters_leniently(const std::vector<Parameter>& parameters);

/// The parameters that read as `request`, in the order of the table, defaults left out. Equal requests give
/// equal lists: the text of a link, and the key of a cache.
std::vector<Parameter> search_parameters(const SearchRequest& request);

}  // namespace dateline
