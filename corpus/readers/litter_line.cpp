#include "corpus/readers/litter_line.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kMaxLitterBytes = 160;  ///< longer lines say something
constexpr std::size_t kMaxTeaserBytes = 140;  ///< the headline of another story

/// Whole lines, in lower case without end punctuation, that are litter wherever they stand.
constexpr std::array<std::string_view, 112> kLines{"advertisement",
                                                   "advertisements",
                                                   "advertising",
                                                   "sponsored",
                                                   "sponsored content",
                                                   "promoted",
                                                   "ad",
                                                   "share",
                                                   "share this",
                                                   "share this article",
                                                   "share this story",
                                                   "share this post",
                                                   "share this page",
                                                   "share on facebook",
                                                   "share on twitter",
                                                   "share on x",
                                                   "share on linkedin",
                                                   "share on whatsapp",
                                                   "share via email",
                                                   "tweet",
                                                   "tweet this",
                                                   "pin it",
                                                   "like this",
                                                   "follow us",
                                                   "follow us on twitter",
                                                   "follow us on facebook",
                                                   "email this article",
                                                   "email this",
                                                   "email",
                                                   "print",
                                                   "print this article",
                                                   "print this page",
                                                   "save",
                                                   "save article",
                                                   "save for later",
                                                   "bookmark",
                                                   "copy link",
                                                   "facebook",
                                                   "twitter",
                                                   "whatsapp",
                                                   "linkedin",
                                                   "reddit",
                                                   "pinterest",
                                                   "telegram",
                                                   "instagram",
                                                   "youtube",
                                                   "rss",
                                                   "gift this article",
                                                   "subscribe",
                                                   "subscribe now",
                                                   "subscribe today",
                                                   "sign up",
                                                   "sign up now",
                                                   "sign in",
                                                   "log in",
                                                   "login",
                                                   "register",
                                                   "newsletter",
                                                   "newsletters",
                                                   "sign up for our newsletter",
                                                   "subscribe to our newsletter",
                                                   "get our newsletter",
                                                   "read more",
                                                   "read the full story",
                                                   "read full story",
                                                   "continue reading",
                                                   "continue reading below",
                                                   "story continues below",
                                                   "story continues below advertisement",
                                                   "article continues below",
                                                   "article continues below advertisement",
                                                   "continue reading the main story",
                                                   "view comments",
                                                   "view all comments",
                                                   "show comments",
                                                   "load comments",
                                                   "load more",
                                                   "load more comments",
                                                   "show more",
                                                   "see more",
                                                   "view more",
                                                   "more",
                                                   "no comment",
                                                   "no comments",
                                                   "no comments yet",
                                                   "be the first to comment",
                                                   "add a comment",
                                                   "post a comment",
                                                   "post comment",
                                                   "write a comment",
                                                   "leave a comment",
                                                   "leave a reply",
                                                   "cancel reply",
                                                   "leave a reply cancel reply",
                                                   "comment",
                                                   "comments",
                                                   "comments are closed",
                                                   "reply",
                                                   "skip to content",
                                                   "skip to main content",
                                                   "skip to main navigation",
                                                   "skip advertisement",
                                                   "back to top",
                                                   "menu",
                                                   "search",
                                                   "close",
                                                   "home",
                                                   "previous",
                                                   "next",
                                                   "previous article",
                                                   "next article",
                                                   "all rights reserved"};

/// Headings that stand above the headlines of other stories.
constexpr std::array<std::string_view, 30> kHeadings{"you might like",
                                                     "you might also like",
                                                     "you may like",
                                                     "you may also like",
                                                     "you may also be interested in",
                                                     "related",
                                                     "related articles",
                                                     "related stories",
                                                     "related posts",
                                                     "related news",
                                                     "related content",
                                                     "related topics",
                                                     "related coverage",
                                                     "more stories",
                                                     "more news",
                                                     "more from this section",
                                                     "more on this story",
                                                     "most read",
                                                     "most popular",
                                                     "most viewed",
                                                     "trending",
                                                     "trending now",
                                                     "recommended",
                                                     "recommended for you",
                                                     "recommended stories",
                                                     "editor's picks",
                                                     "editors' picks",
                                                     "latest news",
                                                     "read also",
                                                     "also read"};

/// Lines that begin a section of comments or the foot of a page.
constexpr std::array<std::string_view, 12> kFoots{"leave a reply",
                                                  "leave a comment",
                                                  "leave a reply cancel reply",
                                                  "post a comment",
                                                  "add a comment",
                                                  "write a comment",
                                                  "join the conversation",
                                                  "your email address will not be published",
                                                  "required fields are marked",
                                                  "comments are closed",
                                                  "no comment",
                                                  "no comments"};

/// Sentences of forms and notices: a line that begins so and is short is nothing else.
constexpr std::array<std::string_view, 22> kSentences{"your email address will not be published",
                                                      "required fields are marked",
                                                      "save my name, email, and website",
                                                      "notify me of follow-up comments",
                                                      "notify me of new posts",
                                                      "this site uses akismet",
                                                      "you must be logged in to post",
                                                      "please log in to leave a comment",
                                                      "sign up for our newsletter",
                                                      "subscribe to our newsletter",
                                                      "sign up to our newsletter",
                                                      "get our daily newsletter",
                                                      "enter your email",
                                                      "by signing up you agree",
                                                      "by clicking sign up",
                                                      "click to share on",
                                                      "click here to subscribe",
                                                      "this website uses cookies",
                                                      "we use cookies",
                                                      "copyright ©",
                                                      "© copyright",
                                                      "all rights reserved"};

constexpr std::array<std::string_view, 9> kNetworks{"share",    "shares",   "tweet",    "tweets", "likes",
                                                    "comments", "facebook", "retweets", "views"};

/// The line in lower case, with plain apostrophes, without the marks at its ends.
std::string plain(std::string_view line) {
  auto text = ascii_lower(squeezed(line));
  for (auto at = text.find("’"); at != kNone; at = text.find("’"))
    text.replace(at, std::string_view("’").size(), "'");
  const auto begin = text.find_first_not_of("-*|•·>=+ ");
  if (begin == kNone) return "";
  const auto end = text.find_last_not_of(":.!*|-> +");
  return end == kNone || end < begin ? "" : text.substr(begin, end - begin + 1);
}

template <std::size_t N>
bool is_one_of(const std::string& text, const std::array<std::string_view, N>& list) {
  return std::ranges::find(list, text) != list.end();
}

template <std::size_t N>
bool begins_with_one_of(const std::string& text, const std::array<std::string_view, N>& list) {
  return std::ranges::any_of(list, [&](std::string_view one) { return text.starts_with(one); });
}

/// "14 Shares", "Share 14", "Tweet", "3 comments", "Comments (12)", "1.2k views".
bool is_count(const std::string& text) {
  std::string word;
  bool digit = false;
  for (const char c : text) {
    const bool part = std::isalpha(static_cast<unsigned char>(c)) != 0;
    digit |= std::isdigit(static_cast<unsigned char>(c)) != 0;
    if (part) word += c;
    if (!part && std::string_view(" 0123456789.,()+").find(c) == kNone) return false;
  }
  if (word.size() > 1 && (word.back() == 'k' || word.back() == 'm') && !is_one_of(word, kNetworks))
    word.pop_back();
  if (word.size() > 1 && (word.front() == 'k' || word.front() == 'm') && !is_one_of(word, kNetworks))
    word.erase(0, 1);
  return digit && (is_one_of(word, kNetworks) || word == "comment" || word == "like");
}

/// "Photo: M. Rendall/Island Echo", "Image credit: ...", "(Photo by ...)", "Getty Images".
bool is_credit(const std::string& text, std::string_view line) {
  static constexpr std::array<std::string_view, 14> kMarks{
      "photo:",        "photos:",   "photo credit:", "photo by ", "(photo by ",  "(photo:",       "image:",
      "image credit:", "image by ", "picture:",      "foto:",     "photograph:", "image source:", "credit:"};
  if (text == "getty images" || text == "file photo" || text == "reuters/file photo") return true;
  const bool short_line = line.size() < 100 && std::ranges::count(line, ' ') < 12;
  return short_line && begins_with_one_of(ascii_lower(trimmed(line)), kMarks);
}

/// "Home » News » Storm", "Home > World".
bool is_trail(const std::string& text) {
  if (!text.starts_with("home ") && !text.starts_with("you are here")) return false;
  return text.find(" » ") != kNone || text.find(" > ") != kNone || text.find(" / ") != kNone ||
         text.find(" › ") != kNone;
}

/// "Previous Lighthouse painted wrong shade of white", "Next: ...": links to neighbours.
bool is_neighbour(const std::string& text, std::string_view line) {
  if (ends_sentence(line) || line.size() > kMaxTeaserBytes) return false;
  for (const std::string_view mark :
       {"previous article", "previous post", "next article", "next post", "previous:", "next:", "« ", "← ",
        "read more:", "read also:", "also read:", "see also:", "related:", "more:", "watch:", "listen:",
        "don't miss:", "must read:"}) {
    if (text.starts_with(mark)) return true;
  }
  return text.ends_with(" »") || text.ends_with(" →");
}

}  // namespace

bool ends_sentence(std::string_view line) {
  line = trimmed(line);
  while (line.ends_with('"') || line.ends_with('\'') || line.ends_with(')')) line.remove_suffix(1);
  for (const std::string_view quote : {"”", "’", "»"}) {
    if (line.ends_with(quote)) line.remove_suffix(quote.size());
  }
  for (const std::string_view mark : {".", "!", "?", "…", "。", "।"}) {
    if (line.ends_with(mark)) return true;
  }
  return false;
}

bool is_path(std::string_view line) { return is_trail(plain(line)); }

bool is_litter_line(std::string_view line) {
  if (line.size() > kMaxLitterBytes) return false;
  const auto text = plain(line);
  if (text.empty()) return true;  // a rule made of dashes or bullets
  if (is_one_of(text, kLines) && !line.ends_with('"')) return true;
  if (begins_with_one_of(text, kSentences) && std::ranges::count(text, ' ') < 24) return true;
  return is_count(text) || is_credit(text, line) || is_trail(text) || is_neighbour(text, line);
}

bool heads_teasers(std::string_view line) { return is_one_of(plain(line), kHeadings); }

bool is_teaser(std::string_view line) {
  return !line.empty() && line.size() <= kMaxTeaserBytes && !ends_sentence(line) && line.front() != '"' &&
         !line.starts_with("“");
}

bool begins_foot(std::string_view line) {
  return line.size() < kMaxLitterBytes && is_one_of(plain(line), kFoots);
}

}  // namespace dateline
