#include "corpus/page/hints.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"

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

constexpr std::array kLabels = std::to_array<Words>({
    "advertisement",
    "advertising",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    "sponsored",
    "read more",
    "read also",
    "also read",
    "see also",
    "continue reading",
    "weiterlesen",
    "mehr lesen",
    "lesen sie auch",
    "lesen sie hier",
    "mehr dazu",
    "mehr zum thema",
    "lire aussi",
    "à lire aussi",
    "lea también",
    "leggi anche",
    "share this",
    "share on",
    "share article",
    "share",
    "tweet",
    "teilen",
    "partager",
    "compartir",
    "email this",
    "print this",
    "print",
    "drucken",
    "follow us",
    "follow @",
    "sign up",
    "subscribe",
    "newsletter",
    "abonnieren",
    "jetzt abonnieren",
    "click here to",
    "tap here",
    "download our app",
    "download the app",
    "watch:",
    "watch now",
    "video:",
    "listen to this",
    "photo:",
    "foto:",
    "image:",
    "image credit",
    "photo credit",
    "bild:",
    "getty images",
    "loading",
    "please enable javascript",
    "skip to",
    "back to top",
    "nach oben",
    "report a typo",
    "join the conversation",
    "leave a comment",
    "post a comment",
    "view comments",
    "show comments",
    "copyright ©",
    "©",
    "(c) 20",
    "all rights reserved",
    "terms of use",
    "privacy policy",
    "updated:",
    "last updated",
    "published:",
    "filed under",
    "posted in",
    "posted by",
    "posted on",
    "tags:",
    "tagged",
    "topics:",
    "schlagworte",
    "schlagwörter",
    "kategorien",
    "categories:",
    "story continues below",
    "article continues below",
    "scroll to continue",
    "our standards:",
    "more:",
    "next article",
    "previous article",
    "have a story",
});

constexpr std::array kFollows = std::to_array<Words>({
    "related",
    "related stories",
    "related articles",
    "related posts",
    "related content",
    "more from",
    "more on this",
    "more stories",
    "more news",
    "you might also like",
    "you may also like",
    "you might like",
    "you may like",
    "recommended",
    "recommended for you",
    "read next",
    "up next",
    "most read",
    "most popular",
    "trending",
    "popular",
    "comments",
    "leave a reply",
    "leave a comment",
    "join the discussion",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "auch interessant",
    "kommentare",
    "ähnliche beiträge",
    "ähnliche artikel",
    "verwandte artikel",
    "weitere artikel",
    "sur le même sujet",
    "à lire aussi",
    "commentaires",
    "artículos relacionados",
    "te puede interesar",
    "comentarios",
    "articoli correlati",
    "commenti",
    "about the author",
    "über den autor",
    "latest news",
    "what others are reading",
    "share this article",
    "share this post",
    "sponsored links",
    "promoted stories",
    "around the web",
    "from around the web",
});

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

std::string folded_line(std::string_view line) {
  auto out = ascii_lower(trimmed(line));
  while (!out.empty() &&
         (out.front() == '-' || out.front() == '*' || out.front() == '>' || out.front() == '|'))
    out.erase(0, 1);
  return std::string(trimmed(out));
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

bool is_page_label(std::string_view line) {
  if (line.size() > 120) return false;
  const auto text = folded_line(line);
  return std::ranges::any_of(kLabels, [&](std::string_view label) {
    if (!text.starts_with(label)) return false;
    // The longer the line, the less a single word at its beginning says.
    return text.size() <= label.size() + 45 && (label.size() >= 8 || text.size() <= label.size() + 25);
  });
}

bool begins_what_follows(std::string_view line) {
  if (line.size() > 60) return false;
  auto text = folded_line(line);
  while (!text.empty() &&
         (text.back() == ':' || text.back() == '.' || text.back() == ')' ||
          (text.back() >= '0' && text.back() <= '9') || text.back() == '(' || text.back() == ' '))
    text.pop_back();
  return std::ranges::any_of(kFollows, [&](std::string_view label) {
    return text == label ||
           (label.size() >= 9 && text.starts_with(label) && text.size() <= label.size() + 20);
  });
}

}  // namespace dateline
