// Text cut into the words that names are made of.
#include "indexer/entities/tokens.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/base/text.h"

namespace dateline::entities {
namespace {

// ---- characters ----

enum class Kind : std::uint8_t { kSpace, kLine, kLower, kUpper, kDigit, kApostrophe, kMark };

struct Char {
  char32_t value;
  std::uint8_t bytes;
  Kind kind;
};

bool is_letter(Kind kind) { return kind == Kind::kLower || kind == Kind::kUpper; }
bool is_word(Kind kind) { return is_letter(kind) || kind == Kind::kDigit; }

constexpr std::array<Kind, 128> make_ascii_kinds() {
  std::array<Kind, 128> kinds{};
  for (int c = 0; c < 128; ++c) {
    kinds[c] = c == '\n'               ? Kind::kLine
               : c <= ' ' || c == 127  ? Kind::kSpace
               : c >= 'a' && c <= 'z'  ? Kind::kLower
               : c >= 'A' && c <= 'Z'  ? Kind::kUpper
               : c >= '0' && c <= '9'  ? Kind::kDigit
               : c == '\'' || c == '`' ? Kind::kApostrophe
                                       : Kind::kMark;
  }
  return kinds;
}
constexpr auto kAsciiKinds = make_ascii_kinds();

Kind wide_kind(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return Kind::kApostrophe;
  if (is_space(c)) return c == 0x2028 || c == 0x2029 || c == 0x85 ? Kind::kLine : Kind::kSpace;
  if (u_isupper(point) || u_istitle(point)) return Kind::kUpper;
  if (u_isalpha(point)) return Kind::kLower;
  if (u_isdigit(point)) return Kind::kDigit;
  const auto type = u_charType(point);  // marks of Indic and Arabic script stay inside their word
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ? Kind::kLower : Kind::kMark;
}

Char char_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 128) return {byte, 1, kAsciiKinds[byte]};
  const auto point = decode_utf8(text, at);
  return {point.value, point.bytes, wide_kind(point.value)};
}

// The lower-case letter that stands first in the decomposition of `c`: e for É. Zero for a mark without a
// base.
char32_t fold_char(char32_t c) {
  static const auto kTable = [] {  // Latin-1 to Latin Extended-B, and Latin Extended Additional
    std::array<char32_t, 0x250 + 0x100> table{};
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const auto from = static_cast<UChar32>(i < 0x250 ? i : 0x1E00 + i - 0x250);
      UChar pair[8] = {};
      const int length = U_SUCCESS(status) ? unorm2_getDecomposition(nfd, from, pair, 8, &status) : -1;
      status = U_ZERO_ERROR;
      table[i] = static_cast<char32_t>(u_tolower(length > 0 ? pair[0] : from));
    }
    for (const auto& [from, to] : {std::pair<int, char>{0xD8, 'o'},
                                   {0xF8, 'o'},
                                   {0x110, 'd'},
                                   {0x111, 'd'},
                                   {0x131, 'i'},
                                   {0x141, 'l'},
                                   {0x142, 'l'},
                                   {0x130, 'i'}}) {
      table[static_cast<std::size_t>(from)] = static_cast<char32_t>(to);
    }
    return table;
  }();
  if (c < 0x250) return kTable[c];
  if (c >= 0x1E00 && c < 0x1F00) return kTable[c - 0x1E00 + 0x250];
  if (c >= 0x300 && c < 0x370) return 0;
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return '\'';
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

void append_folded(std::string& out, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const auto byte = static_cast<unsigned char>(word[at]);
    if (byte < 128) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte == '`' ? '\'' : byte);
      ++at;
      continue;
    }
    const auto point = decode_utf8(word, at);
    if (!point.valid)
      out += word[at];
    else if (const auto folded = fold_char(point.value))
      append_utf8(out, folded);
    at += point.bytes;
  }
}

/// Quotes and dashes of print as those of a typewriter: “ is ", ’ is ', – and — are --.
void append_folded_mark(std::string& out, std::string_view mark, char32_t value) {
  switch (value) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
      out += '"';
      break;
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case '`':
      out += '\'';
      break;
    case 0x2013:
    case 0x2014:
    case 0x2015:
      out += "--";
      break;
    case 0x2010:
    case 0x2011:
      out += '-';
      break;
    default:
      out += mark;
  }
}

// ---- words ----

// Abbreviations that keep their full stop whatever follows.
constexpr std::string_view kAbbreviations[] = {
    "adm",  "brig",   "bros", "capt", "cmdr", "co",  "col",  "corp", "cpl",  "dr",
    "drs",  "fr",     "ft",   "gen",  "gov",  "hon", "inc",  "jr",   "lt",   "ltd",
    "maj",  "messrs", "mr",   "mrs",  "ms",   "mt",  "pres", "prof", "pvt",  "rep",
    "reps", "rev",    "sen",  "sens", "sgt",  "sr",  "st",   "ste",  "supt", "vs"};
// Abbreviations that keep it unless a sentence may end there: American states, months.
constexpr std::string_view kStateAbbreviations[] = {
    "ala", "apr", "ariz", "ark", "aug", "calif", "colo", "conn", "dec",  "del",  "feb",  "fla",  "ga",  "ill",
    "ind", "jan", "kan",  "ky",  "la",  "md",    "mass", "mich", "minn", "miss", "mo",   "mont", "neb", "nev",
    "nov", "oct", "okla", "ore", "pa",  "sept",  "tenn", "tex",  "va",   "vt",   "wash", "wis",  "wyo"};

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view word) {
  return std::binary_search(std::begin(list), std::end(list), word);
}

/// What the scan of one word saw.
struct Word {
  std::size_t end;
  int letters = 0, uppers = 0, digits = 0;
  bool first_upper = false;
};

/// Whether the apostrophe at `at` starts a possessive or contraction: 's, n't's 't, 're, 've, 'll, 'd, 'm.
bool starts_clitic(std::string_view text, std::size_t at, std::size_t bytes) {
  std::size_t end = at + bytes;
  std::string tail;
  while (end < text.size() && tail.size() < 3) {
    const auto next = char_at(text, end);
    if (!is_word(next.kind)) break;
    tail += static_cast<char>(next.value < 128 ? next.value | 32 : 0x7F);
    end += next.bytes;
  }
  return tail == "s" || tail == "t" || tail == "re" || tail == "ve" || tail == "ll" || tail == "d" ||
         tail == "m";
}

/// Where a possessive s that stands apart from its apostrophe ends ("Qatar’ s", as some pages are scraped),
/// else 0.
std::size_t loose_possessive_end(std::string_view text, std::size_t at, std::size_t bytes) {
  const auto s = at + bytes + 1;
  if (s >= text.size() || text[s - 1] != ' ' || text[s] != 's') return 0;
  return s + 1 == text.size() || !is_word(char_at(text, s + 1).kind) ? s + 1 : 0;
}

Word scan_word(std::string_view text, std::size_t at) {
  Word word{at};
  while (word.end < text.size()) {
    const auto c = char_at(text, word.end);
    if (c.kind == Kind::kApostrophe) {
      const auto next = word.end + c.bytes;
      if (c.value == '`' || word.end == at || next >= text.size() || !is_letter(char_at(text, next).kind) ||
          starts_clitic(text, word.end, c.bytes)) {
        break;
      }
    } else if (!is_word(c.kind)) {
      break;
    }
    if (word.letters + word.digits == 0) word.first_upper = c.kind == Kind::kUpper;
    word.letters += is_letter(c.kind);
    word.uppers += c.kind == Kind::kUpper;
    word.digits += c.kind == Kind::kDigit;
    word.end += c.bytes;
  }
  return word;
}

Shape shape_of(const Word& word) {
  if (word.digits > 0) return word.letters > 0 ? Shape::kOrdinal : Shape::kNumber;
  if (word.uppers == 0) return Shape::kLower;
  if (word.letters == 1) return Shape::kInitial;
  if (word.uppers == word.letters) return Shape::kUpper;
  return word.uppers == 1 && word.first_upper ? Shape::kTitle : Shape::kMixed;
}

bool is_dot(std::string_view text, std::size_t at) { return at < text.size() && text[at] == '.'; }

/// Extends over ".S." of "U.S." and of "J.F.K."; returns the new end, or `end` where there is no such thing.
std::size_t dotted_end(std::string_view text, std::size_t end, int& letters) {
  while (is_dot(text, end) && end + 1 < text.size()) {
    const auto next = char_at(text, end + 1);
    if (next.kind != Kind::kUpper) break;
    const auto after = end + 1 + next.bytes;
    if (after < text.size() && is_word(char_at(text, after).kind)) break;
    end = after;
    ++letters;
  }
  return end;
}

/// Whether the full stop after an abbreviation of a state belongs to it: what follows does not open a
/// sentence.
bool goes_on(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (text[at] == ',' || text[at] == ')' || text[at] == ';' || text[at] == ':') return true;
  if (text[at] != ' ' || at + 1 >= text.size()) return false;
  const auto next = char_at(text, at + 1).kind;
  return next == Kind::kLower || next == Kind::kDigit;
}

bool keeps_stop(std::string_view text, const Word& word, std::string_view folded) {
  if (!is_dot(text, word.end) || !word.first_upper || word.digits > 0) return false;
  if (word.letters == 1) return true;
  if (contains(kAbbreviations, folded)) return true;
  return contains(kStateAbbreviations, folded) && goes_on(text, word.end + 1);
}

std::size_t number_end(std::string_view text, std::size_t end) {
  while (end + 1 < text.size() && (text[end] == '.' || text[end] == ',') && text[end + 1] >= '0' &&
         text[end + 1] <= '9') {
    end += 2;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  }
  return end;
}

std::size_t mark_end(std::string_view text, std::size_t at, std::size_t bytes) {
  auto end = at + bytes;
  if (text[at] != '-' && text[at] != '.') return end;
  while (end < text.size() && text[end] == text[at]) ++end;
  return end;
}

/// Where a web address that starts at `at` ends, else `at`: names inside one are not names of the text.
std::size_t address_end(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at, 8);
  if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return at;
  return std::min(text.find_first_of(" \t\r\n<>\"", at), text.size());
}

// ---- the scan ----

class Scanner {
 public:
  Scanner(std::string_view text, Tokens& out) : text_(text), out_(out), line_(out.list.size()) {}

  void run() {
    bool space = true, line = true;
    for (std::size_t at = 0; at < text_.size();) {
      const auto c = char_at(text_, at);
      if (c.kind == Kind::kSpace || c.kind == Kind::kLine) {
        space = true;
        if (c.kind == Kind::kLine) line = true;
        at += c.bytes;
        continue;
      }
      if (line) finish_line();
      at = next_token(at, c, !space, line);
      space = line = false;
    }
    finish_line();
  }

 private:
  std::size_t next_token(std::size_t at, const Char& c, bool glued, bool line_start) {
    Token token{};
    token.begin = static_cast<std::uint32_t>(at);
    token.fold_begin = static_cast<std::uint32_t>(out_.folded.size());
    token.glued = glued;
    token.line_start = line_start;
    std::size_t end = at + c.bytes;
    if (const auto address = address_end(text_, at); address > at) {
      end = address;
      out_.folded += "http";
      token.shape = Shape::kMark;
    } else if (is_word(c.kind)) {
      end = word_end(at, token);
    } else {
      end = mark_token_end(at, c, glued);
      token.shape = Shape::kMark;
    }
    token.end = static_cast<std::uint32_t>(end);
    token.fold_bytes =
        static_cast<std::uint16_t>(std::min<std::size_t>(out_.folded.size() - token.fold_begin, 65535));
    token.word = hash_word(out_.fold(token));
    token.sentence_start = line_start || opens_sentence_;
    note_sentence_end(token);
    out_.list.push_back(token);
    return end;
  }

  std::size_t mark_token_end(std::size_t at, const Char& c, bool glued) {
    if (c.kind == Kind::kApostrophe && glued) {
      if (starts_clitic(text_, at, c.bytes)) {
        const auto end = scan_word(text_, at + c.bytes).end;
        append_folded(out_.folded, text_.substr(at, end - at));
        return end;
      }
      if (const auto end = loose_possessive_end(text_, at, c.bytes)) {
        out_.folded += "'s";
        return end;
      }
    }
    const auto end = mark_end(text_, at, c.bytes);
    append_folded_mark(out_.folded, text_.substr(at, end - at), c.value);
    return end;
  }

  std::size_t word_end(std::size_t at, Token& token) {
    const auto word = scan_word(text_, at);
    append_folded(out_.folded, text_.substr(at, word.end - at));
    token.shape = shape_of(word);
    capitals_ += word.uppers > 0 && word.uppers == word.letters && word.digits == 0 && word.letters > 1;
    lowers_ += word.uppers < word.letters && word.digits == 0;
    if (token.shape == Shape::kNumber) return number_end(text_, word.end);
    auto end = word.end;
    if (word.letters == 1 && word.digits == 0 && word.first_upper) {
      int letters = 1;
      end = dotted_end(text_, end, letters);
      if (letters > 1) token.shape = Shape::kDotted;
      if (is_dot(text_, end)) ++end;
    } else if (keeps_stop(text_, word, std::string_view(out_.folded).substr(token.fold_begin))) {
      ++end;
    }
    if (end > word.end) append_folded(out_.folded, text_.substr(word.end, end - word.end));
    return end;
  }

  void note_sentence_end(const Token& token) {
    const char first = text_[token.begin];
    const bool quote =
        token.shape == Shape::kMark && (first == '"' || first == '\'' || first == '(' || first == '[' ||
                                        static_cast<unsigned char>(first) == 0xE2);
    if (quote && opens_sentence_) return;
    const bool close_quote = quote && !out_.list.empty() && closes_;
    closes_ = first == '.' || first == '!' || first == '?';
    opens_sentence_ = closes_ || close_quote;
  }

  /// Marks the line's case and its candidates.
  void finish_line() {
    auto& list = out_.list;
    const bool capitals = capitals_ >= 2 && lowers_ == 0;
    for (auto i = line_; i < list.size(); ++i) {
      list[i].capital_line = capitals;
      list[i].candidate = is_name_word(list[i]);
    }
    for (auto i = line_; i < list.size(); ++i) join(i);
    line_ = list.size();
    capitals_ = lowers_ = 0;
    opens_sentence_ = closes_ = false;
  }

  static bool is_name_word(const Token& token) {
    return token.shape == Shape::kTitle || token.shape == Shape::kUpper || token.shape == Shape::kInitial ||
           token.shape == Shape::kDotted || token.shape == Shape::kMixed || token.shape == Shape::kOrdinal;
  }

  /// Makes candidates of what stands between or before the candidate `i` and the one before it.
  void join(std::size_t i);

  std::string_view text_;
  Tokens& out_;
  std::size_t line_;
  int capitals_ = 0, lowers_ = 0;
  bool opens_sentence_ = false, closes_ = false;
};

constexpr std::string_view kConnectors[] = {"&",   "'",   "-",     "/",   "and", "at",  "da", "das",
                                            "de",  "del", "della", "der", "des", "di",  "do", "dos",
                                            "du",  "e",   "for",   "in",  "la",  "las", "le", "les",
                                            "los", "of",  "on",    "the", "van", "von", "y"};
constexpr std::string_view kParticles[] = {"abd",   "abu",  "al",  "as", "bin", "bint", "da", "de",  "del",
                                           "della", "den",  "der", "di", "dos", "du",   "el", "ibn", "la",
                                           "le",    "ould", "ter", "ul", "van", "von",  "zu"};

void Scanner::join(std::size_t i) {
  auto& list = out_.list;
  if (!is_name_word(list[i])) return;
  // Joined without a space to what stands before: "al-Assad", "Sana'a", "anti-Iran".
  auto first = i;
  while (first > line_ + 1 && list[first].glued && list[first - 1].glued &&
         out_.fold(list[first - 1]) == "-" && !list[first - 2].candidate) {
    list[first - 1].candidate = list[first - 2].candidate = true;
    first -= 2;
  }
  // … or to what stands after: "Suk-yeol", "Sar-e-Pul".
  for (auto last = i;
       last + 2 < list.size() && out_.fold(list[last + 1]) == "-" && list[last + 1].glued &&
       list[last + 2].glued && !is_name_word(list[last + 2]) && list[last + 2].shape != Shape::kMark;
       last += 2) {
    list[last + 1].candidate = list[last + 2].candidate = true;
  }
  // Connectors back to a candidate, at most three; numbers beside one.
  for (std::size_t back = 1; back <= 4 && first >= line_ + back; ++back) {
    auto& token = list[first - back];
    if (token.candidate) {
      for (std::size_t k = 1; k < back; ++k) list[first - k].candidate = true;
      break;
    }
    const auto fold = out_.fold(token);
    if (contains(kParticles, fold) && token.shape == Shape::kLower && back <= 2) {
      for (std::size_t k = 1; k <= back; ++k) list[first - k].candidate = true;
      continue;
    }
    if (!contains(kConnectors, fold) && token.shape != Shape::kNumber) break;
  }
  if (i + 1 < list.size() && list[i + 1].shape == Shape::kNumber && !list[i + 1].line_start)
    list[i + 1].candidate = true;
}

}  // namespace

void tokenize(std::string_view text, Tokens& tokens) { Scanner(text, tokens).run(); }

std::string fold_word(std::string_view word) {
  std::string folded;
  append_folded(folded, word);
  return folded;
}

std::uint64_t hash_word(std::string_view folded) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : folded) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash ^ hash >> 29;
}

}  // namespace dateline::entities
