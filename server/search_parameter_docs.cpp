// What the document of the API says of the parameters of a search.
#include <array>

#include "server/search_parameters.h"

namespace dateline {
namespace {

constexpr std::array kDocs{
    ParameterDoc{"q", "string", "The query as typed; empty or absent: every article."},
    ParameterDoc{"person", "string", "The article names this person; repeated: each of them.", true},
    ParameterDoc{"place", "string", "The article names this place; repeated: each of them.", true},
    ParameterDoc{"org", "string", "The article names this organization; repeated: each of them.", true},
    ParameterDoc{"author", "string", "Written by this author; repeated: by each of them.", true},
    ParameterDoc{"source", "string", "Published by this source.", true},
    ParameterDoc{"section", "string", "Published in this section.", true},
    ParameterDoc{"keyword", "string", "The publisher gave it this keyword; repeated: each of them.", true},
    ParameterDoc{"lang", "string", "In this language, an ISO 639-1 code.", true},
    ParameterDoc{"in", "string", "The article names this place or anything inside it.", true},
    ParameterDoc{"country", "string", "The article names a place of this country.", true},
    ParameterDoc{"region", "string", "The article names a place of this region of a country.", true},
    ParameterDoc{"town", "string", "The article names this town.", true},
    ParameterDoc{"near", "string",
                 "The article names a town or other point this near: PLACE~50km or LATITUDE,LONGITUDE~30mi.",
                 true},
    ParameterDoc{"from", "date", "First day, YYYY[-MM[-DD]]."},
    ParameterDoc{"to", "date", "Last day, inclusive, YYYY[-MM[-DD]]."},
    ParameterDoc{"sort", "relevance|newest|oldest", "The order of the hits."},
    ParameterDoc{"match", "auto|all|any", "How words side by side are taken."},
    ParameterDoc{"offset", "integer", "Hits to skip.", false, kMaxOffset},
    ParameterDoc{"limit", "integer", "Hits to return; 0: only totals and facets.", false, kMaxLimit},
    ParameterDoc{"group", "none|stories",
                 "stories: of articles that tell the same story the best one alone is a hit."},
    ParameterDoc{"facets", "facets", "Names of facets to count, separated by commas."},
    ParameterDoc{"facet_limit", "integer", "Values per facet.", false, kMaxFacetLimit},
    ParameterDoc{"with", "string",
                 "A query that the articles match as well; the facets leave out the names it asks for."},
    ParameterDoc{"timeline", "year|month|day", "Count the articles found over time."},
    ParameterDoc{"explain", "0|1|false|true", "1 or true: each hit says why it ranks where it does."},
    ParameterDoc{"strict", "0|1", "1: what cannot be understood is an error, not a note."},
    ParameterDoc{"fq", "fq",
                 "Filters as field:(\"value\" \"value\") joined by AND; - before a field excludes.", true},
    ParameterDoc{"begin_date", "day", "The same as from, YYYYMMDD."},
    ParameterDoc{"end_date", "day", "The same as to, YYYYMMDD."},
    ParameterDoc{"from-date", "date", "The same as from."},
    ParameterDoc{"to-date", "date", "The same as to."},
    ParameterDoc{"order-by", "relevance|newest|oldest", "The same as sort."},
    ParameterDoc{"page-size", "integer", "The same as limit.", false, kMaxLimit},
    ParameterDoc{"page", "integer", "Which page of that many hits, from 1; instead of offset.", false,
                 kMaxPage},
};

}  // namespace

std::span<const ParameterDoc> search_parameter_docs() { return kDocs; }

}  // namespace dateline
