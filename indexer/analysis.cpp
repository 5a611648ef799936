#include "indexer/analysis.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "corpus/base/text.h"
#include "indexer/fold.h"
#include "indexer/schema.h"

namespace dateline {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// By byte: the lower case of an ASCII letter or digit; 0 for anything else.
constexpr auto kPlain = [] {
  std::array<char, 256> plain{};
  for (char c = 'a'; c <= 'z'; ++c) plain[static_cast<unsigned char>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) plain[static_cast<unsigned char>(c)] = static_cast<char>(c + ('a' - 'A'));
  for (char c = '0'; c <= '9'; ++c) plain[static_cast<unsigned char>(c)] = c;
  return plain;
}();
constexpr char plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

/// Scripts written without blanks between words, and Korean, whose words carry their particles.
bool is_unspaced(char32_t c) {
  if (c < 0x0E00) return false;
  const auto character = static_cast<UChar32>(c);
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(character, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    case USCRIPT_COMMON:  // ー, which Hiragana and Katakana share, and 〆
      return uscript_hasScript(character, USCRIPT_KATAKANA) != 0 ||
             uscript_hasScript(character, USCRIPT_HAN) != 0;
    default:
      return false;
  }
}

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return is_ascii_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  constexpr std::uint32_t kKinds = U_GC_L_MASK | U_GC_ND_MASK | U_GC_NL_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kKinds) != 0;
}

bool is_word_character(char32_t c) {
  return is_letter_or_digit(c) || (c >= 0x80 && (is_mark(c) || c == 0x200D || c == 0x200C));
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }

/// What French and Italian leave before an apostrophe.
bool is_elision(std::string_view folded) {
  static constexpr std::array<std::string_view, 22> kElisions{
      "l",      "d",      "j",      "m",    "t",   "s",    "n",    "c",    "qu", "jusqu", "lorsqu",
      "puisqu", "quoiqu", "quelqu", "dell", "all", "nell", "sull", "dall", "un", "quell", "presqu"};
  return std::ranges::find(kElisions, folded) != kElisions.end();
}

constexpr std::size_t kMaxCachedFolds = 1 << 16;

}  // namespace

Tokenizer::Tokenizer() = default;
Tokenizer::~Tokenizer() = default;

void Tokenizer::reset(std::string_view text, Terms terms) {
  text_ = text;
  terms_ = terms;
  at_ = 0;
  position_ = 0;
  run_.clear();
  run_at_ = 0;
}

bool Tokenizer::next(Token& token) {
  while (next_piece(token)) {
    // Joiners and fillers that stand alone fold to nothing: no word.
    if (!token.term.empty()) return true;
  }
  return false;
}

/// The next word, character or pair, which may have folded to nothing.
bool Tokenizer::next_piece(Token& token) {
  for (;;) {
    if (run_at_ < run_.size()) return next_ngram(token);
    while (at_ < text_.size() && is_ascii(text_[at_]) && plain(text_[at_]) == 0) ++at_;
    if (at_ >= text_.size()) return false;
    if (next_plain_word(token)) return true;
    const auto c = decode_utf8(text_, at_);
    if (!c.valid || !is_word_character(c.value)) {
      at_ += c.bytes;
    } else if (is_unspaced(c.value)) {
      start_ngrams();
    } else {
      return next_word(token);
    }
  }
}

/// Collects the characters, each with its marks, of a run of an unspaced script.
void Tokenizer::start_ngrams() {
  run_.clear();
  run_at_ = 0;
  pair_next_ = false;
  while (at_ < text_.size()) {
    const auto c = decode_utf8(text_, at_);
    const auto end = static_cast<std::uint32_t>(at_ + c.bytes);
    if (!c.valid) break;
    if (!run_.empty() && is_mark(c.value)) {
      run_.back().second = end;
    } else if (is_unspaced(c.value) && is_word_character(c.value)) {
      run_.emplace_back(static_cast<std::uint32_t>(at_), end);
    } else {
      break;
    }
    at_ = end;
  }
}

bool Tokenizer::next_ngram(Token& token) {
  const auto [begin, end] = run_[run_at_];
  const bool has_pair = run_at_ + 1 < run_.size();
  token.is_ngram = pair_next_;
  finish(token, begin, pair_next_ ? run_[run_at_ + 1].second : end, false);
  token.position = position_;
  if (!pair_next_ && has_pair) {
    pair_next_ = true;
  } else {
    pair_next_ = false;
    ++run_at_;
    ++position_;
  }
  return true;
}

/// Folds text_[begin, end) into the token.
void Tokenizer::finish(Token& token, std::size_t begin, std::size_t end, bool ascii) {
  const auto surface = text_.substr(begin, end - begin);
  token.begin = static_cast<std::uint32_t>(begin);
  token.end = static_cast<std::uint32_t>(end);
  const auto first = decode_utf8(surface, 0).value;
  if (terms_ == Terms::kUnfolded && is_letter_or_digit(first) && !is_apostrophe(first) &&
      !is_unspaced(first)) {
    token.term = surface;  // which does not fold to nothing
    return;
  }
  buffer_.clear();
  const auto keep = [&](std::string_view piece) {
    // What joins the parts of a word is not part of it, but for & and the dot of a decimal fraction.
    for (std::size_t n = 0; n < piece.size(); ++n) {
      const char c = piece[n];
      const bool decimal = c == '.' && n > 0 && is_digit(piece[n - 1]);
      if (c == '\'' || c == ',' || (c == '.' && !decimal)) continue;
      buffer_.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
    }
  };
  if (ascii) {
    keep(surface);
  } else if (const auto known = folded_.find(std::string(surface)); known != folded_.end()) {
    buffer_ = known->second;
  } else {
    std::string joined;
    for (std::size_t at = 0; at < surface.size();) {
      const auto c = decode_utf8(surface, at);
      if (!is_apostrophe(c.value)) joined.append(surface.substr(at, c.bytes));
      at += c.bytes;
    }
    keep(fold(joined));
    if (folded_.size() >= kMaxCachedFolds) folded_.clear();
    if (surface.size() <= kMaxTermBytes) folded_.emplace(surface, buffer_);
  }
  if (buffer_.size() > kMaxTermBytes) buffer_.resize(utf8_prefix(buffer_, kMaxTermBytes).size());
  token.term = buffer_;
  token.is_folded = surface == buffer_;
}

/// Reads a word of ASCII letters and digits that is not joined to what follows, as most are not. False, and
/// nothing is read, where the next word is another one.
bool Tokenizer::next_plain_word(Token& token) {
  if (buffer_.size() < kMaxTermBytes) buffer_.resize(kMaxTermBytes);
  const auto text = text_.substr(at_, kMaxTermBytes + 1);
  std::size_t size = 0;
  char changed = 0;
  for (; size < text.size(); ++size) {
    const char lower = plain(text[size]);
    if (lower == 0) break;
    if (size == kMaxTermBytes) return false;
    changed |= static_cast<char>(lower ^ text[size]);
    buffer_[size] = lower;
  }
  if (size == 0) return false;
  const auto end = at_ + size;
  if (end < text_.size()) {
    const char c = text_[end];
    if (!is_ascii(c)) return false;
    const bool joins = c == '\'' || c == '.' || c == ',' || c == '&';
    if (joins && end + 1 < text_.size() && (!is_ascii(text_[end + 1]) || plain(text_[end + 1]) != 0))
      return false;
  }
  token.term = terms_ == Terms::kUnfolded ? text.substr(0, size) : std::string_view(buffer_).substr(0, size);
  token.is_folded = changed == 0;
  token.begin = static_cast<std::uint32_t>(at_);
  token.end = static_cast<std::uint32_t>(end);
  token.position = position_++;
  token.is_ngram = false;
  at_ = end;
  return true;
}

/// A word while it is read. Joiners, such as apostrophes, take it apart into parts.
struct Tokenizer::Word {
  std::size_t begin;
  std::size_t end = begin;   ///< of the last character
  std::size_t part = begin;  ///< where the last part begins
  std::size_t parts = 1;
  bool is_ascii = true;
  bool is_initials = true;  ///< every part before the last one is one letter
};

bool Tokenizer::letter_at(std::size_t at) const { return at < text_.size() && is_ascii_letter(text_[at]); }
bool Tokenizer::digit_at(std::size_t at) const { return at < text_.size() && is_digit(text_[at]); }
bool Tokenizer::word_at(std::size_t at) const {
  if (at >= text_.size()) return false;
  const auto c = decode_utf8(text_, at);
  return c.valid && is_word_character(c.value) && !is_unspaced(c.value);
}

/// Whether `joiner`, which stands between `word` and a word character at `after`, makes one word of them.
bool Tokenizer::joins(const Word& word, char32_t joiner, std::size_t after) const {
  const bool between_digits = digit_at(word.end - 1) && digit_at(after);
  if (is_apostrophe(joiner) && !digit_at(after)) {
    // An elision is one part. To fold what was joined again at each apostrophe would take the square of a
    // word.
    return word.parts > 1 || !is_elision(fold(text_.substr(word.begin, word.end - word.begin)));
  }
  switch (joiner) {
    case '.':
      return between_digits || (word.is_initials && letter_at(after) && !word_at(after + 1));
    case ',':
      return between_digits && digit_at(after + 1) && digit_at(after + 2) && !word_at(after + 3) &&
             word.end - word.part <= 3;
    case '&':
      return letter_at(word.end - 1) && letter_at(after);
    default:
      return false;
  }
}

/// Whether a possessive s at `after` follows an apostrophe.
bool Tokenizer::is_possessive(char32_t joiner, std::size_t after) const {
  return is_apostrophe(joiner) && (text_[after] == 's' || text_[after] == 'S') && !word_at(after + 1);
}

bool Tokenizer::next_word(Token& token) {
  Word word{.begin = at_};
  std::size_t after_possessive = 0;
  for (;;) {
    for (; word_at(word.end); word.end += decode_utf8(text_, word.end).bytes)
      word.is_ascii &= is_ascii(text_[word.end]);
    if (word.end >= text_.size()) break;
    const auto joiner = decode_utf8(text_, word.end);
    const auto after = word.end + joiner.bytes;
    if (!word_at(after)) break;
    word.is_initials &= word.end - word.part == 1 && letter_at(word.part);
    if (is_possessive(joiner.value, after)) {
      after_possessive = after + 1;
      break;
    }
    if (!joins(word, joiner.value, after)) break;
    word.is_ascii &= joiner.bytes == 1;
    word.end = word.part = after;
    ++word.parts;
  }
  // "U.S." keeps its last dot in the range shown to readers.
  const bool is_dotted = after_possessive == 0 && word.is_initials && word.parts > 1 &&
                         word.end - word.part == 1 && word.end < text_.size() && text_[word.end] == '.';
  finish(token, word.begin, is_dotted ? word.end + 1 : word.end, word.is_ascii);
  at_ = std::max<std::size_t>(token.end, after_possessive);
  token.position = position_++;
  token.is_ngram = false;
  return true;
}

std::string value_key(std::string_view value) {
  std::string key;
  for (const auto& word : words_of(value)) {
    if (!key.empty()) key.push_back(' ');
    key += word;
  }
  return key.empty() ? fold(squeezed(value)) : key;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  Tokenizer tokenizer;
  tokenizer.reset(text);
  for (Token token; tokenizer.next(token);) {
    if (!token.is_ngram) words.emplace_back(token.term);
  }
  return words;
}

}  // namespace dateline
