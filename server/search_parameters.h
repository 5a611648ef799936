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
//   strict                  1: what cannot be understood is an error, not a note
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "query/search.h"
#include "server/url.h"

namespace dateline {

/// Every parameter name, in the order above.
std::vector<std::string> search_parameter_names();

/// Reads the parameters of a program: empty values count as absent; the last one holds where a single one is
/// given twice. Errors: kInvalidArgument  an unknown name (the nearest known one is named) or a value that
/// cannot be
std::expected<SearchRequest, Error> read_search_parameters(const std::vector<Parameter>& parameters);

/// What a person's address bar held, as far as it can be read.
struct LenientRequest {
  SearchRequest request;
  std::vector<Note> notes;  ///< a note for each value left out; unknown names are passed over
};
LenientRequest read_search_parameters_leniently(const std::vector<Parameter>& parameters);

/// The parameters that read as `request`, in the order of the table, defaults left out. Equal requests give
/// equal lists: the text of a link, and the key of a cache.
std::vector<Parameter> search_parameters(const SearchRequest& request);

/// Parts of a comma-separated list, trimmed, empty ones left out.
std::vector<std::string> split_list(std::string_view list);

}  // namespace dateline
