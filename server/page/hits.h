// The middle of the search page: what is filtered by, how the query was understood, the hits and their pages.
#pragma once

#include <string>
#include <vector>

#include "server/page_html.h"

namespace dateline {

/// What is filtered by now, each with a link that takes it away.
std::string chips(const SearchRequest& request);

std::string notes_html(const std::vector<Note>& notes);

/// What was searched for in place of a misspelt query, and a link to what was typed; "" where nothing was
/// corrected.
std::string correction_html(const PageView& view);

/// How many articles there are in a place and in all that lies in it; "" where that is not known to be more.
std::string wider_html(const PageView& view);

/// "204 articles, page 2".
std::string count_line(const PageView& view);

std::string hits_html(const PageView& view);

/// Date, source, section and authors of an article.
std::string facts_html(const Article& article);

/// What stands where the hits would: why there are none, and what to do.
std::string nothing_html(const PageView& view);

/// Links to the other pages of the result.
std::string paging(const PageView& view);

}  // namespace dateline
