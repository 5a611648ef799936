#include "corpus/page/hints.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

using Words = std::string_view;

/// Parts of names; a name is cut at blanks, `-` and `_`, and a part matches where it begins so.
constexpr std::array kFurniture = std::to_array<Words>({
    "comment",
    "disqus",
    "respond",
    "reply",
    "related",
    "relacion",
    "verwandt",
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "sociable",
    "follow",
    "newsletter",
    "subscri",
    "signup",
    "cookie",
    "consent",
    "gdpr",
    "promo",
    "teaser",
    "sidebar",
    "footer",
    "foot",
    "breadcrumb",
    "menu",
    "navbar",
    "nav",
    "navigation",
    "recommend",
    "recirc",
    "empfehl",
    "popular",
    "trending",
    "mostread",
    "outbrain",
    "taboola",
    "advert",
    "advertis",
    "adsense",
    "ads",
    "ad",
    "adslot",
    "adbox",
    "adcontainer",
    "werbung",
    "anzeige",
    "publicidad",
    "publicite",
    "sponsor",
    "banner",
    "widget",
    "toolbar",
    "tools",
    "tag",
    "tags",
    "taglist",
    "byline",
    "authorbox",
    "authorbio",
    "bio",
    "caption",
    "credit",
    "copyright",
    "print",
    "login",
    "modal",
    "popup",
    "overlay",
    "pagination",
    "pager",
    "paging",
    "skip",
    "rating",
    "poll",
    "kommentar",
    "commentaire",
    "meinung",
    "jp",
    "shoutbox",
    "donat",
    "spende",
    "supporter",
    "readmore",
    "seealso",
    "morestories",
    "upnext",
    "paywall",
    "slideshow",
    "gallery",
    "carousel",
    "video",
    "player",
    "disclaimer",
    "infobox",
    "rss",
    "feedback",
    "tooltip",
    "dateline",
    "timestamp",
    "postmeta",
    "entrymeta",
    "meta",
    "hidden",
    "noprint",
    "screenreader",
    "visuallyhidden",
    "sr",
    "wpcf7",
    "addtoany",
    "sharethis",
    "addthis",
    "extra",
    "contextual",
    "linkbox",
    "marginalia",
    "topbar",
    "masthead",
    "ticker",
    "weather",
    "calendar",
    "vcard",
    "yarpp",
    "crp",
    "prevnext",
    "postnav",
    "navlinks",
    "catlinks",
    "metadata",
});

/// Names that stand on whatever else the class says.
constexpr std::array kRescue = std::to_array<Words>(
    {"twitter", "instagram", "article", "articlebody", "body", "content", "main", "story", "entry", "post"});

constexpr std::array kStandfirst = std::to_array<Words>(
    {"abstract",   "bajada",  "chapo",   "deck",     "dek",       "entradilla", "excerpt",  "hook",
     "ingress",    "intro",   "lead",    "lede",     "occhiello", "perex",      "preamble", "sommario",
     "standfirst", "subhead", "subline", "subtitle", "summary",   "teaser",     "vorspann"});

constexpr std::array kFor =
    std::to_array<Words>({"article", "body", "content", "entry", "hentry", "main", "page", "post", "text",
                          "blog", "story", "artikel", "articulo", "haupttext", "copy", "prose", "richtext"});

/// Calls `visit` for each part of the names.
template <typename Visit>
bool any_part(std::string_view hints, Visit visit) {
  std::size_t begin = 0;
  while (begin < hints.size()) {
    const auto end = std::min(hints.find_first_of(" -_:.", begin), hints.size());
    const auto part = hints.substr(begin, end - begin);
    if (!part.empty() && visit(part)) return true;
    begin = end + 1;
  }
  return false;
}

/// Short words have to match whole parts, longer ones their beginning.
bool part_is(std::string_view part, std::string_view word) {
  return word.size() <= 4 ? part == word : part.starts_with(word);
}

template <std::size_t size>
bool names_any(std::string_view hints, const std::array<Words, size>& words) {
  return any_part(hints, [&](std::string_view part) {
    return std::ranges::any_of(words, [&](std::string_view word) { return part_is(part, word); });
  });
}

}  // namespace

int hint_weight(std::string_view hints) {
  int weight = 0;
  if (names_any(hints, kFurniture)) weight -= 25;
  if (names_any(hints, kFor)) weight += 25;
  return weight;
}

bool names_furniture(std::string_view hints) {
  if (hints.empty() || !names_any(hints, kFurniture)) return false;
  // "article-body has-sidebar" is the article; "article-tags" is not: the rescue has to stand in a name of
  // its own.
  std::size_t begin = 0;
  while (begin < hints.size()) {
    const auto end = std::min(hints.find(' ', begin), hints.size());
    const auto name = hints.substr(begin, end - begin);
    const bool clean = !names_any(name, kFurniture) && names_any(name, kRescue);
    if (clean) return false;
    begin = end + 1;
  }
  return true;
}

bool names_standfirst(std::string_view hints) { return names_any(hints, kStandfirst); }

}  // namespace dateline
