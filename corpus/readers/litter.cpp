#include "corpus/readers/litter.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kMaxLitterBytes = 160;  ///< longer lines say something
constexpr std::size_t kMaxTeaserBytes = 140;  ///< the headline of another story
constexpr std::size_t kMaxTeasers = 12;       ///< behind one heading

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

bool is_litter(std::string_view line) {
  if (line.size() > kMaxLitterBytes) return false;
  const auto text = plain(line);
  if (text.empty()) return true;  // a rule made of dashes or bullets
  if (is_one_of(text, kLines) && !line.ends_with('"')) return true;
  if (begins_with_one_of(text, kSentences) && std::ranges::count(text, ' ') < 24) return true;
  return is_count(text) || is_credit(text, line) || is_trail(text) || is_neighbour(text, line);
}

bool is_heading(std::string_view line) { return is_one_of(plain(line), kHeadings); }

/// What can be the headline of another story: short and not a sentence.
bool is_teaser(std::string_view line) {
  return !line.empty() && line.size() <= kMaxTeaserBytes && !ends_sentence(line) && line.front() != '"' &&
         !line.starts_with("“");
}

/// How many lines from `at` on are a heading and the headlines below it; 0: not a heading, or the article
/// goes on behind it at once. An empty line after a headline ends the list unless another follows.
std::size_t teasers_at(const std::vector<std::string>& lines, std::size_t at) {
  if (!is_heading(lines[at])) return 0;
  std::size_t end = at + 1, count = 0;
  for (std::size_t n = end; n < lines.size() && count < kMaxTeasers; ++n) {
    if (lines[n].empty()) {
      if (count > 0 && (n + 1 >= lines.size() || !is_teaser(lines[n + 1]))) break;
      continue;
    }
    if (!is_teaser(lines[n])) break;
    ++count;
    end = n + 1;
  }
  return end - at;
}

/// "Previous A headline" directly above "Next Another headline": neither word alone would prove anything.
bool is_neighbour_pair(const std::vector<std::string>& lines, std::size_t at) {
  std::size_t next = at + 1;
  while (next < lines.size() && lines[next].empty()) ++next;
  if (next >= lines.size() || !lines[at].starts_with("Previous ") || !lines[next].starts_with("Next "))
    return false;
  return is_teaser(lines[at]) && is_teaser(lines[next]);
}

std::size_t size_of(const std::vector<std::string>& lines, std::size_t from) {
  std::size_t size = 0;
  for (auto n = from; n < lines.size(); ++n) size += lines[n].size();
  return size;
}

/// Where the comments and the foot of the page begin; lines.size() if there is no such place.
std::size_t foot_of(const std::vector<std::string>& lines) {
  const auto whole = size_of(lines, 0);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto text = plain(lines[at]);
    const bool begins = lines[at].size() < kMaxLitterBytes && is_one_of(text, kFoots);
    if (begins && size_of(lines, at) * 5 <= whole) return at;
  }
  return lines.size();
}

}  // namespace

std::vector<std::string> without_litter(const std::vector<std::string>& lines, std::string_view title) {
  std::vector<std::string> kept;
  const auto foot = foot_of(lines);
  bool begun = false;
  for (std::size_t at = 0; at < foot; ++at) {
    const auto& line = lines[at];
    if (line.empty()) {
      if (!kept.empty() && !kept.back().empty()) kept.emplace_back();
      continue;
    }
    if (!begun && !title.empty() && line == title) continue;
    if (const auto count = teasers_at(lines, at); count > 0) {
      at += count - 1;
    } else if (is_neighbour_pair(lines, at)) {
      do ++at;
      while (lines[at].empty());
    } else if (!is_litter(line)) {
      kept.push_back(line);
      begun = begun || ends_sentence(line);
    }
  }
  while (!kept.empty() && kept.back().empty()) kept.pop_back();
  return kept.empty() ? lines : kept;
}

std::string without_trail(std::string_view title) {
  const auto text = plain(title);
  for (const std::string_view mark : {" » ", " > ", " › "}) {
    const auto last = title.rfind(mark);
    if (is_trail(text) && last != kNone) return std::string(trimmed(title.substr(last + mark.size())));
  }
  return std::string(title);
}

}  // namespace dateline
