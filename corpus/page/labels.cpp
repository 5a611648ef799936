#include "corpus/page/labels.h"

#include <algorithm>
#include <array>
#include <string>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using Words = std::string_view;

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
    "if you enjoyed this",
    "if you enjoyed reading",
    "if you liked this",
    "get the latest news",
    "get the latest stories",
    "get our latest",
    "for the latest news",
    "for the latest stories",
    "for more stories",
    "never miss the latest",
    "never miss a story",
    "don't miss",
    "we want to hear",
    "send us your",
    "submit a letter",
    "submit your letter",
    "support our work",
    "help us continue",
    "we need your help",
    "follow me on",
    "you can follow",
    "follow the author",
    "already a subscriber",
    "first published",
    "möchten sie den artikel teilen",
    "hat ihnen der artikel gefallen",
    "hat dir der artikel gefallen",
    "hier geht es zum newsletter",
    "alle angaben ohne gewähr",
    "schon gelesen",
    "lust auf mehr",
    "mehr themen",
    "zum weiterlesen",
    "unterstützen sie uns",
    "folgen sie uns",
    "folge uns",
    "melden sie sich für unseren newsletter an",
    "suivez-nous",
    "abonnez-vous",
    "inscrivez-vous à notre newsletter",
    "síguenos",
    "suscríbete",
    "suscríbase",
    "le puede interesar",
    "también puede leer",
    "lea además",
    "lee también",
    "iscriviti",
    "seguici",
    "czytaj też",
    "czytaj także",
    "zobacz też",
    "siga-nos",
    "leia também",
    "leia mais",
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
    "das könnte dich auch interessieren",
    "das könnte euch auch interessieren",
    "diese artikel könnten euch auch interessieren",
    "diese artikel könnten sie auch interessieren",
    "das thema könnte dich auch interessieren",
    "ces articles pourraient vous intéresser",
    "vous aimerez aussi",
    "potrebbe interessarti",
    "ti potrebbe interessare",
    "también te puede interesar",
    "veja também",
    "zobacz również",
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

std::string folded_line(std::string_view line) {
  auto out = ascii_lower(trimmed(line));
  while (!out.empty() &&
         (out.front() == '-' || out.front() == '*' || out.front() == '>' || out.front() == '|'))
    out.erase(0, 1);
  return std::string(trimmed(out));
}

}  // namespace

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
