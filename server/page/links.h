// The addresses behind everything one can press on the page, and the small texts around them.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "corpus/article.h"
#include "query/search.h"

namespace dateline {

inline constexpr std::array<std::string_view, 12> kMonthNames{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// The address of a search, escaped for an attribute.
std::string link(const SearchRequest& request);

/// The newest articles of a search as a feed, escaped for an attribute.
std::string feed_link(SearchRequest request);

/// `request` from its first hit on.
SearchRequest first_page(SearchRequest request);

/// The request with or without one more value to filter by, from its first hit on.
bool has_filter(const SearchRequest& request, std::string_view field, std::string_view value);
SearchRequest with_filter(SearchRequest request, std::string_view field, std::string_view value);
SearchRequest without_filter(SearchRequest request, std::string_view field, std::string_view value);

/// "26 August 2021", with as much of it as is known, in a <time> element.
std::string time_html(const Date& date);

/// Where the article can be read here.
std::string article_url(const Article& article);

/// ` lang="en"`, where the language is known.
std::string language_attribute(const Article& article);

/// Names as links that filter by them: the first `most`, and how many more there are.
std::string entity_links(const SearchRequest& request, std::string_view heading, std::string_view parameter,
                         const std::vector<Entity>& entities, std::size_t most);

}  // namespace dateline
