#include "indexer/entities/names/romanized.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using Rule = std::pair<std::string_view, std::string_view>;

/// Spellings that no rule reaches, one name a line; the first is the key.
constexpr std::string_view kSpellings = R"(
abdel abdul abdal
abdullah abdallah abdulla
ahmed ahmad achmed akhmed
assad asad
bashir basheer
ebrahim ibrahim
faisal faysal feisal
gaddafi qaddafi kadhafi qadhafi gadhafi kaddafi khadafy gadaffi
hamid hameed
hassan hasan
hussein husain hussain husayn hossein hossain husein
ismail ismael esmail
jamal gamal djamal
karim kareem
khaled khalid
khamenei khameini
lukashenko lukashenka
mahmoud mahmud mahmood mehmood
mohammed muhammad mohamed mohammad mohamad muhammed mohamud muhamed mohammod
mubarak moubarak
mustafa moustafa mustapha mostafa
nasser naser
omar umar
osama usama
poutine putin
rashid rasheed rachid
saeed said sayeed
sharif shareef
suleiman sulaiman soleiman suleyman
tariq tarek tareq tarik
tymoshenko timoshenko
walid waleed
yusuf youssef yousef yusef yousuf yussuf
)";

constexpr std::array<Rule, 17> kInside{{{"tsch", "ch"},
                                        {"shch", "sh"},
                                        {"tch", "ch"},
                                        {"sch", "sh"},
                                        {"owsk", "ovsk"},
                                        {"kh", "k"},
                                        {"ph", "f"},
                                        {"ks", "x"},
                                        {"bh", "b"},
                                        {"dh", "d"},
                                        {"dj", "d"},
                                        {"ck", "k"},
                                        {"ou", "u"},
                                        {"ue", "u"},
                                        {"oe", "o"},
                                        {"ae", "a"},
                                        {"aa", "a"}}};

/// Whether a rule of kInside begins with a letter: with most there is none.
constexpr auto kBeginsRule = [] {
  std::array<bool, 256> begins{};
  for (const auto& rule : kInside) begins[static_cast<unsigned char>(rule.first[0])] = true;
  return begins;
}();

/// Longer endings first; tried once.
constexpr std::array<Rule, 16> kEndings{{{"chow", "chev"},
                                         {"chov", "chev"},
                                         {"shov", "shev"},
                                         {"yev", "ev"},
                                         {"off", "ov"},
                                         {"eff", "ev"},
                                         {"ow", "ov"},
                                         {"yy", "i"},
                                         {"iy", "i"},
                                         {"ii", "i"},
                                         {"ij", "i"},
                                         {"yi", "i"},
                                         {"ei", "i"},
                                         {"ey", "i"},
                                         {"ie", "i"},
                                         {"y", "i"}}};

constexpr std::size_t kShortest = 5;    ///< letters of a word that the rules are for
constexpr std::size_t kLongFamily = 8;  ///< letters of a family's key where a and e are one

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// Letters that have no decomposition.
std::string_view replacement(char32_t c) {
  switch (c) {
    case U'ß':
      return "ss";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
      return "d";
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ı':
      return "i";
    default:
      return "";
  }
}

void append_plain(std::string& out, char32_t c) {
  static const UNormalizer2* const kNfd = [] {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFDInstance(&status);
  }();
  const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  if (const auto letters = replacement(lower); !letters.empty()) {
    out += letters;
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  std::array<UChar, 8> parts{};
  const int length = kNfd == nullptr
                         ? -1
                         : unorm2_getDecomposition(kNfd, static_cast<UChar32>(lower), parts.data(),
                                                   static_cast<int>(parts.size()), &status);
  const bool is_latin = length > 0 && parts[0] < 128;
  if (u_charType(static_cast<UChar32>(lower)) == U_NON_SPACING_MARK) return;
  append_utf8(out, is_latin ? static_cast<char32_t>(parts[0]) : lower);
}

const std::unordered_map<std::string_view, std::string_view>& listed_spellings() {
  static const auto kTable = [] {
    std::unordered_map<std::string_view, std::string_view> table;
    std::string_view first;
    for (std::size_t at = 0; at < kSpellings.size();) {
      const auto end = kSpellings.find_first_of(" \n", at);
      const auto word = kSpellings.substr(at, end - at);
      if (!word.empty()) {
        if (first.empty()) first = word;
        table.emplace(word, first);
      }
      if (kSpellings[end] == '\n') first = {};
      at = end + 1;
    }
    return table;
  }();
  return kTable;
}

/// "ye" at the beginning and behind a consonant is e: Yeltsin, Medvedyev.
bool is_soft_e(std::string_view word, std::size_t at) {
  return word.substr(at).starts_with("ye") && (at == 0 || !is_vowel(word[at - 1]));
}

std::string by_rules(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const auto rest = word.substr(at);
    const bool may_begin = kBeginsRule[static_cast<unsigned char>(rest[0])];
    const auto rule =
        may_begin ? std::ranges::find_if(kInside,
                                         [&](const Rule& one) {
                                           return one.first[0] == rest[0] && rest.starts_with(one.first);
                                         })
                  : kInside.end();
    const auto [from, to] = is_soft_e(word, at)     ? Rule{"ye", "e"}
                            : rule != kInside.end() ? *rule
                                                    : Rule{rest.substr(0, 1), rest.substr(0, 1)};
    const bool is_doubled = from.size() == 1 && !is_vowel(from[0]) && out.ends_with(from) && at > 0;
    const bool ends_double = is_doubled && (rest == "f" || rest == "y");  // "off", "yy" are endings
    if (!is_doubled || ends_double) out += to;
    at += from.size();
  }
  for (const auto& [from, to] : kEndings) {
    if (!out.ends_with(from)) continue;
    out.replace(out.size() - from.size(), from.size(), to);
    break;
  }
  const auto size = out.size();
  if (size > 2 && out[size - 1] == 'h' && is_vowel(out[size - 2])) out.pop_back();
  return out;
}

bool is_ascii(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_of_letters(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string plain_letters(std::string_view word) {
  if (is_ascii(word)) return ascii_lower(word);
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const auto c = decode_utf8(word, at);
    append_plain(out, c.value);
    at += c.bytes;
  }
  return out;
}

std::string spelling_key(std::string_view plain) {
  const auto& listed = listed_spellings();
  if (const auto known = listed.find(plain); known != listed.end()) return std::string(known->second);
  if (plain.size() < kShortest || !is_of_letters(plain)) return std::string(plain);
  return by_rules(plain);
}

std::string family_key(std::string_view plain) {
  auto key = spelling_key(plain);
  if (key.size() >= kLongFamily && is_of_letters(key)) std::ranges::replace(key, 'a', 'e');
  return key;
}

}  // namespace dateline
