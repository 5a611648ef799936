#include "indexer/analysis.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "corpus/base/text.h"
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
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool is_word_character(char32_t c) {
  if (c < 0x80) return is_ascii_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  return u_isalnum(static_cast<UChar32>(c)) || is_mark(c) || c == 0x200D || c == 0x200C ||
         u_charType(static_cast<UChar32>(c)) == U_LETTER_NUMBER;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }

/// Letters that Unicode does not take apart but readers do.
std::optional<std::string_view> plain_letters(char32_t c) {
  switch (c) {
    case 0x00F8:
      return "o";
    case 0x0142:
      return "l";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x00DF:
      return "ss";
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00FE:
      return "th";
    case 0x0131:
      return "i";
    case 0x0127:
      return "h";
    case 0x0149:
      return "n";
    default:
      return std::nullopt;
  }
}

/// Whether marks on letters of this script are spelling variants, not letters of their own.
bool drops_marks(char32_t base) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(base), &status)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

constexpr char32_t kShortI = 0x0439;  // й is a letter, not an и with an accent

std::string fold_beyond_ascii(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(word);
  const auto lower = casefold->normalize(icu::UnicodeString::fromUTF8(std::string(word)), status);
  icu::UnicodeString plain;
  char32_t base = 0;
  for (std::int32_t at = 0; at < lower.length(); at = lower.moveIndex32(at, 1)) {
    const auto c = static_cast<char32_t>(lower.char32At(at));
    if (c == kShortI) {
      plain.append(static_cast<UChar32>(c)), base = c;
      continue;
    }
    const auto parts = nfd->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
    for (std::int32_t n = 0; n < parts.length(); n = parts.moveIndex32(n, 1)) {
      const auto part = static_cast<char32_t>(parts.char32At(n));
      const bool nonspacing = u_charType(static_cast<UChar32>(part)) == U_NON_SPACING_MARK;
      if (nonspacing && drops_marks(base)) continue;
      if (!nonspacing) base = part;
      if (const auto letters = plain_letters(part)) {
        plain.append(icu::UnicodeString::fromUTF8(std::string(*letters)));
      } else {
        plain.append(static_cast<UChar32>(part));
      }
    }
  }
  std::string out;
  nfc->normalize(plain, status).toUTF8String(out);
  return out;
}

/// What French and Italian leave before an apostrophe.
bool is_elision(std::string_view folded) {
  static constexpr std::array<std::string_view, 22> kElisions{
      "l",      "d",      "j",      "m",    "t",   "s",    "n",    "c",    "qu", "jusqu", "lorsqu",
      "puisqu", "quoiqu", "quelqu", "dell", "all", "nell", "sull", "dall", "un", "quell", "presqu"};
  return std::ranges::find(kElisions, folded) != kElisions.end();
}

constexpr std::size_t kMaxCachedFolds = 1 << 16;

}  // namespace

std::string fold(std::string_view word) {
  return std::ranges::all_of(word, is_ascii) ? ascii_lower(word) : fold_beyond_ascii(word);
}

Tokenizer::Tokenizer() = default;
Tokenizer::~Tokenizer() = default;

void Tokenizer::reset(std::string_view text) {
  text_ = text;
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
  } else {
    auto [known, is_new] = folded_.try_emplace(std::string(surface));
    if (is_new) {
      std::string joined;
      for (std::size_t at = 0; at < surface.size();) {
        const auto c = decode_utf8(surface, at);
        if (!is_apostrophe(c.value)) joined.append(surface.substr(at, c.bytes));
        at += c.bytes;
      }
      keep(fold(joined));
      known->second = buffer_;
      if (folded_.size() > kMaxCachedFolds) folded_.clear();
    } else {
      buffer_ = known->second;
    }
  }
  if (buffer_.size() > kMaxTermBytes) buffer_.resize(utf8_prefix(buffer_, kMaxTermBytes).size());
  token.term = buffer_;
  token.is_folded = surface == buffer_;
}

/// Reads a word of ASCII letters and digits that is not joined to what follows, as most are not. False, and
/// nothing is read, where the next word is another one.
bool Tokenizer::next_plain_word(Token& token) {
  auto end = at_;
  while (end < text_.size() && plain(text_[end]) != 0) ++end;
  if (end == at_ || end - at_ > kMaxTermBytes) return false;
  if (end < text_.size()) {
    const char c = text_[end];
    if (!is_ascii(c)) return false;
    const bool joins = c == '\'' || c == '.' || c == ',' || c == '&';
    if (joins && end + 1 < text_.size() && (!is_ascii(text_[end + 1]) || plain(text_[end + 1]) != 0))
      return false;
  }
  const auto surface = text_.substr(at_, end - at_);
  buffer_.resize(surface.size());
  std::ranges::transform(surface, buffer_.begin(), plain);
  token.term = buffer_;
  token.begin = static_cast<std::uint32_t>(at_);
  token.end = static_cast<std::uint32_t>(end);
  token.position = position_++;
  token.is_folded = surface == buffer_;
  token.is_ngram = false;
  at_ = end;
  return true;
}

bool Tokenizer::next_word(Token& token) {
  const std::size_t begin = at_;
  std::size_t end = begin;   // of the word's last character
  std::size_t part = begin;  // where the part after the last joiner begins
  std::size_t parts = 1;
  bool ascii = true;
  bool initials = true;  // every part so far is one letter
  const auto letter_at = [&](std::size_t at) { return at < text_.size() && is_ascii_letter(text_[at]); };
  const auto digit_at = [&](std::size_t at) { return at < text_.size() && is_digit(text_[at]); };
  const auto word_at = [&](std::size_t at) {
    if (at >= text_.size()) return false;
    const auto c = decode_utf8(text_, at);
    return c.valid && is_word_character(c.value) && !is_unspaced(c.value);
  };
  token.is_ngram = false;
  for (;;) {
    while (word_at(end)) {
      const auto c = decode_utf8(text_, end);
      ascii &= c.bytes == 1;
      end += c.bytes;
    }
    if (end >= text_.size()) break;
    const auto joiner = decode_utf8(text_, end);
    const std::size_t after = end + joiner.bytes;
    if (!word_at(after)) break;
    const bool one_letter = end - part == 1 && letter_at(part);
    initials &= one_letter;
    if (is_apostrophe(joiner.value) && !digit_at(after)) {
      const bool possessive = (text_[after] == 's' || text_[after] == 'S') && !word_at(after + 1);
      if (possessive) {
        finish(token, begin, end, ascii);
        at_ = after + 1;
        token.position = position_++;
        return true;
      }
      if (is_elision(fold(text_.substr(begin, end - begin)))) break;
      ascii &= joiner.bytes == 1;
    } else if (joiner.value == '.') {
      const bool decimal = digit_at(end - 1) && digit_at(after);
      const bool dotted = initials && letter_at(after) && !word_at(after + 1);
      if (!decimal && !dotted) break;
    } else if (joiner.value == ',') {
      const bool thousands = digit_at(end - 1) && digit_at(after) && digit_at(after + 1) &&
                             digit_at(after + 2) && !word_at(after + 3) && end - part <= 3;
      if (!thousands) break;
    } else if (joiner.value == '&') {
      if (!letter_at(end - 1) || !letter_at(after)) break;
    } else {
      break;
    }
    end = part = after;
    ++parts;
  }
  // "U.S." keeps its last dot in the range shown to readers.
  const bool dotted_end = initials && parts > 1 && end < text_.size() && text_[end] == '.' && end - part == 1;
  finish(token, begin, dotted_end ? end + 1 : end, ascii);
  at_ = token.end;
  token.position = position_++;
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

struct Stemmer::Implementation {
  std::map<std::string, std::optional<Xapian::Stem>, std::less<>> stems;

  /// The stemmer of `language`; null if there is none.
  const Xapian::Stem* find(std::string_view language) {
    auto found = stems.find(language);
    if (found == stems.end()) {
      std::optional<Xapian::Stem> stem;
      try {
        if (language.size() == 2) stem.emplace(std::string(language));
      } catch (const Xapian::InvalidArgumentError&) {
        // No stemmer for this language: remembered as an empty optional.
      }
      found = stems.emplace(language, std::move(stem)).first;
    }
    return found->second ? &*found->second : nullptr;
  }
};

Stemmer::Stemmer() : implementation_(std::make_unique<Implementation>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view language, std::string_view word) {
  const auto* stem = implementation_->find(language);
  if (stem == nullptr || word.size() < 3 || is_digit(word.front())) return std::string(word);
  auto stemmed = (*stem)(std::string(word));
  return stemmed.empty() ? std::string(word) : stemmed;
}

bool Stemmer::knows(std::string_view language) { return implementation_->find(language) != nullptr; }

}  // namespace dateline
