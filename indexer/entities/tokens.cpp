#include "indexer/entities/tokens.h"

#include <algorithm>

#include "corpus/base/word_list.h"
#include "indexer/entities/letters.h"
#include "indexer/entities/words.h"

namespace dateline::entities {
namespace {

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
    if (back <= 2 && token.shape == Shape::kLower && contains_sorted(kParticles, fold)) {
      for (std::size_t k = 1; k <= back; ++k) list[first - k].candidate = true;
      continue;
    }
    if (!contains_sorted(kConnectors, fold) && token.shape != Shape::kNumber) break;
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
