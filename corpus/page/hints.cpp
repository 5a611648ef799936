#include "corpus/page/hints.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// Words of names, in alphabetical order within their meaning.
constexpr std::array<std::string_view, 12> kCommentWords{
    "comment", "commentlist",  "comments", "commento", "commenti",  "comentarios",
    "disqus",  "commentaires", "komentar", "respond",  "kommentar", "kommentare"};

constexpr std::array<std::string_view, 84> kFurnitureWords{"ad",
                                                           "ads",
                                                           "adsense",
                                                           "advert",
                                                           "advertisement",
                                                           "anzeige",
                                                           "author",
                                                           "autor",
                                                           "banner",
                                                           "breadcrumb",
                                                           "breadcrumbs",
                                                           "byline",
                                                           "caption",
                                                           "captions",
                                                           "citation",
                                                           "consent",
                                                           "cookie",
                                                           "cookies",
                                                           "copyright",
                                                           "credit",
                                                           "credits",
                                                           "crumbs",
                                                           "donate",
                                                           "dropdown",
                                                           "flattr",
                                                           "foot",
                                                           "footer",
                                                           "footnav",
                                                           "gallery",
                                                           "infobox",
                                                           "jp",
                                                           "lightbox",
                                                           "linkliste",
                                                           "login",
                                                           "masthead",
                                                           "menu",
                                                           "meta",
                                                           "metadata",
                                                           "modal",
                                                           "nav",
                                                           "navbar",
                                                           "navi",
                                                           "navigation",
                                                           "newsletter",
                                                           "outbrain",
                                                           "overlay",
                                                           "paginate",
                                                           "pagination",
                                                           "pager",
                                                           "paywall",
                                                           "popular",
                                                           "popup",
                                                           "postmeta",
                                                           "print",
                                                           "promo",
                                                           "promotion",
                                                           "rating",
                                                           "recommended",
                                                           "recommendations",
                                                           "related",
                                                           "relatedposts",
                                                           "servicebox",
                                                           "share",
                                                           "shariff",
                                                           "shares",
                                                           "sharing",
                                                           "sharedaddy",
                                                           "sidebar",
                                                           "signup",
                                                           "similar",
                                                           "skip",
                                                           "social",
                                                           "socialmedia",
                                                           "sponsor",
                                                           "sponsored",
                                                           "subnav",
                                                           "subscribe",
                                                           "taboola",
                                                           "tags",
                                                           "teaser",
                                                           "teasers",
                                                           "toolbar",
                                                           "trending",
                                                           "yarpp"};

constexpr std::array<std::string_view, 24> kDoubtfulWords{
    "aside", "bottom",  "box",  "category", "date",      "feed",     "header", "info",
    "links", "list",    "more", "next",     "prev",      "previous", "promo",  "marginal",
    "shop",  "sidebox", "tag",  "time",     "timestamp", "tool",     "tools",  "widget"};

constexpr std::array<std::string_view, 11> kBodyWords{
    "articlebody", "articletext", "articlecontent", "bodytext",    "entrycontent", "postcontent",
    "postbody",    "storybody",   "storytext",      "artikeltext", "storycontent"};

/// Words that turn the word next to them into a property of the whole page.
constexpr std::array<std::string_view, 8> kBefore{"has", "no",   "with", "without",
                                                  "is",  "hide", "show", "not"};
constexpr std::array<std::string_view, 8> kAfter{"open",    "closed",   "enabled", "disabled",
                                                 "visible", "inactive", "on",      "off"};

/// How paragraphs of furniture begin, in lower case.
constexpr std::array<std::string_view, 62> kFurnitureBeginnings{"read more",
                                                                "read also",
                                                                "also read",
                                                                "related:",
                                                                "related articles",
                                                                "related stories",
                                                                "related posts",
                                                                "share this",
                                                                "share on",
                                                                "sign up for",
                                                                "sign up to",
                                                                "subscribe to",
                                                                "follow us",
                                                                "follow @",
                                                                "click here to",
                                                                "advertisement",
                                                                "continue reading",
                                                                "photo:",
                                                                "image:",
                                                                "image source",
                                                                "getty images",
                                                                "all rights reserved",
                                                                "copyright ©",
                                                                "© ",
                                                                "posted in",
                                                                "posted by",
                                                                "posted on",
                                                                "filed under",
                                                                "tagged",
                                                                "tags:",
                                                                "leave a reply",
                                                                "leave a comment",
                                                                "you may also like",
                                                                "you might also like",
                                                                "more on this",
                                                                "more from",
                                                                "download the",
                                                                "like us on",
                                                                "lesen sie auch",
                                                                "lesen sie mehr",
                                                                "mehr zum thema",
                                                                "mehr zu",
                                                                "auch interessant",
                                                                "artikel teilen",
                                                                "teilen mit",
                                                                "teilen:",
                                                                "drucken",
                                                                "foto:",
                                                                "bild:",
                                                                "bildquelle",
                                                                "quelle: ",
                                                                "schlagwörter",
                                                                "schlagworte",
                                                                "kategorien",
                                                                "kategorie:",
                                                                "kommentar schreiben",
                                                                "kommentare",
                                                                "veröffentlicht",
                                                                "newsletter",
                                                                "zum thema",
                                                                "lire aussi",
                                                                "leer también"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& table, std::string_view word) {
  return std::ranges::find(table, word) != table.end();
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// The words of one class name or id, in lower case.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(ascii_lower(word));
    word.clear();
  };
  for (const char c : name) {
    if (!is_letter(c)) {
      close();
      continue;
    }
    if (is_capital(c) && !word.empty() && !is_capital(word.back())) close();
    word += c;
  }
  close();
  return words;
}

Hint hint_of_word(std::string_view word) {
  if (holds(kCommentWords, word)) return Hint::kComments;
  if (holds(kFurnitureWords, word)) return Hint::kFurniture;
  if (holds(kDoubtfulWords, word)) return Hint::kDoubtful;
  return holds(kBodyWords, word) ? Hint::kBody : Hint::kNone;
}

Hint hint_of_name(std::string_view name) {
  const auto words = words_of(name);
  auto result = Hint::kNone;
  std::string before;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (n > 0 && holds(kBodyWords, words[n - 1] + words[n])) result = std::max(result, Hint::kBody);
    const bool of_the_page =
        (n > 0 && holds(kBefore, words[n - 1])) || (n + 1 < words.size() && holds(kAfter, words[n + 1]));
    if (!of_the_page) result = std::max(result, hint_of_word(words[n]));
  }
  return result;
}

}  // namespace

Hint hint_of(std::string_view names) {
  auto result = Hint::kNone;
  while (!names.empty()) {
    const auto end = std::min(names.find_first_of(" \t\n\r"), names.size());
    result = std::max(result, hint_of_name(names.substr(0, end)));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return result;
}

bool is_furniture_text(std::string_view text) {
  if (text.size() > 200) return false;
  const auto lower = ascii_lower(text);
  return std::ranges::any_of(kFurnitureBeginnings,
                             [&](std::string_view beginning) { return lower.starts_with(beginning); });
}

}  // namespace dateline
