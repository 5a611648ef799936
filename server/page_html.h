// The pages for people, as HTML: the search page in all its states, an article, an error.
//
// They need no JavaScript: every filter, order and page is a link or a form with a URL that can be kept and
// shared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "query/search.h"

namespace dateline {

inline constexpr std::uint32_t kMaxPageHits = 100;     ///< SearchRequest::limit of the page
inline constexpr std::uint32_t kPageFacetValues = 25;  ///< values per filter
inline constexpr std::uint32_t kMapPlaces = 100;       ///< on the map, those that most articles name

/// A search that takes a place for all that lies in it.
struct WiderPlace {
  std::string place;
  SearchRequest request;
  std::uint64_t total = 0;  ///< articles it finds
};

/// What the search page shows.
struct PageView {
  std::string title;                  ///< name of the archive
  SearchRequest request;              ///< as the reader asked: what links are made of
  std::vector<Note> notes;            ///< beside the page's own
  const Page* page = nullptr;         ///< the answer, with a timeline of months; never null
  std::uint64_t articles = 0;         ///< in the whole archive
  std::optional<WiderPlace> wider{};  ///< where it finds more than the page
  Facet places{};                     ///< of all articles found, with their positions; at most kMapPlaces
};

/// The facets that the page needs.
std::vector<std::string> page_facets();

/// Whether nothing is asked for yet.
bool is_front_page(const SearchRequest& request);

std::string search_page_html(const PageView& view);

/// `similar` are articles like it, best first.
std::string article_page_html(std::string_view title, const Article& article,
                              const std::vector<Hit>& similar);

std::string error_page_html(std::string_view title, int status, std::string_view message);

}  // namespace dateline
