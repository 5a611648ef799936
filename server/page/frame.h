// What stands around every page: the head, the masthead, the form.
#pragma once

#include <string>
#include <string_view>

#include "query/search.h"

namespace dateline {

/// Everything up to </head>. `more` is markup; pages that are not `indexable` ask robots to pass.
std::string head(std::string_view page_title, bool indexable = false, std::string_view more = "");

/// `tag` is h1 where the page has no other heading of its own; `below` is markup.
std::string masthead(std::string_view title, std::string_view below, std::string_view tag = "p");

/// The form with the search in it, and with all that it filters by.
std::string search_form(const SearchRequest& request);

/// The form of pages that show no search.
std::string short_form();

}  // namespace dateline
