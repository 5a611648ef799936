// From columns of words to running text.
#include "indexer/entities/train/annotated.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "corpus/base/split.h"
#include "corpus/base/text.h"
#include "indexer/entities/train/files.h"

namespace dateline::train {
namespace {

bool closes(std::string_view w) {
  return is_one_of(w, {".",  ",",  ";",   ":",   "!",   "?",   "%",  ")",  "]",  "}", "...",
                       "'s", "’s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'t", "”", "’"});
}
bool opens(std::string_view w) { return is_one_of(w, {"(", "[", "{", "$", "£", "€", "“", "‘"}); }
bool is_mark(std::string_view w) {
  return std::ispunct(static_cast<unsigned char>(w.back())) || static_cast<unsigned char>(w.back()) >= 0x80;
}
bool is_quote(std::string_view w) { return is_one_of(w, {"\"", "``", "''"}); }

/// Corpora that split at hyphens and initials ("Suk - yeol", "U . S ."): which words follow without a blank?
std::vector<bool> glued_words(const Sentence& sentence) {
  std::vector<bool> glued(sentence.size() + 1);
  const auto is_letter = [](const std::string& w) { return w.size() == 1 && w[0] >= 'A' && w[0] <= 'Z'; };
  const auto goes_on = [](const Word& w) { return w.type && !w.begins; };
  for (std::size_t i = 1; i < sentence.size(); ++i) {
    const auto& before = sentence[i - 1].text;
    if (sentence[i].text == "-" && i + 1 < sentence.size() && !is_mark(before)) {
      const auto& after = sentence[i + 1];
      const bool lower = after.text[0] >= 'a' && after.text[0] <= 'z';
      if (lower || (goes_on(sentence[i]) && goes_on(after))) glued[i] = glued[i + 1] = true;
    }
    if (i > 1 && is_letter(sentence[i].text) && before == "." && is_letter(sentence[i - 2].text))
      glued[i] = true;
  }
  return glued;
}

/// Writes sentences as text.
class Renderer {
 public:
  explicit Renderer(Breaks breaks) : breaks_(breaks) {}

  Sample render(const Article& article) {
    for (const auto& sentence : article) add(sentence);
    return std::move(sample_);
  }

 private:
  void add(const Sentence& sentence) {
    auto& text = sample_.text;
    if (!text.empty()) text += breaks_ == Breaks::kLines || ++sentences_ % 3 == 0 ? '\n' : ' ';
    sample_.sentences.push_back({static_cast<std::uint32_t>(text.size()), 0});
    bool glue = true, quoted = false;
    const Word* before = nullptr;
    const auto glued = glued_words(sentence);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const auto& word = sentence[i];
      const bool quote = is_quote(word.text);
      const bool close = glue || glued[i] || closes(word.text) || (quote && quoted);
      if (!close) text += ' ';
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += quote ? "\"" : word.text;
      if (quote) quoted = !quoted;
      glue = opens(word.text) || (quote && quoted);
      if (word.type) mark(word, before, begin);
      before = &word;
    }
    sample_.sentences.back().end = static_cast<std::uint32_t>(text.size());
  }

  void mark(const Word& word, const Word* before, std::uint32_t begin) {
    const auto end = static_cast<std::uint32_t>(sample_.text.size());
    if (before != nullptr && before->type == word.type && !word.begins)
      sample_.names.back().end = end;
    else
      sample_.names.push_back({*word.type, begin, end});
  }

  Breaks breaks_;
  Sample sample_;
  int sentences_ = 0;
};

std::optional<MentionType> type_of(std::string_view tag) {
  static const std::map<std::string, MentionType, std::less<>> kTypes = [] {
    std::map<std::string, MentionType, std::less<>> types;
    for (const auto* t :
         {"per", "person", "politician", "writer", "musicalartist", "scientist", "researcher"}) {
      types[t] = MentionType::kPerson;
    }
    for (const auto* t : {"loc", "location", "country", "geo"}) types[t] = MentionType::kPlace;
    for (const auto* t :
         {"org", "organisation", "organization", "corporation", "politicalparty", "band", "university"}) {
      types[t] = MentionType::kOrganization;
    }
    return types;
  }();
  const auto found = kTypes.find(ascii_lower(tag));
  return found == kTypes.end() ? std::nullopt : std::optional(found->second);
}

std::string_view first_cell(std::string_view line) { return line.substr(0, line.find_first_of(" \t")); }
std::string_view last_cell(std::string_view line) {
  const auto at = line.find_last_of(" \t");
  return at == std::string_view::npos ? line : line.substr(at + 1);
}

std::string_view without_cr(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line;
}

}  // namespace

Sample render(const Article& article, Breaks breaks) { return Renderer(breaks).render(article); }

Word make_word(std::string_view text, std::string_view tag) {
  Word word{repair_utf8(text), std::nullopt, false};
  if (tag.size() > 2 && tag[1] == '-') {
    word.type = type_of(tag.substr(2));
    word.begins = tag[0] == 'B';
  }
  return word;
}

std::vector<Article> read_columns(std::string_view text, std::size_t together) {
  std::vector<Article> articles(1);
  Sentence sentence;
  const auto finish = [&] {
    if (sentence.empty()) return;
    if (together != 0 && articles.back().size() >= together) articles.emplace_back();
    articles.back().push_back(std::move(sentence));
    sentence.clear();
  };
  for (auto line : split(text, '\n')) {
    line = without_cr(line);
    if (line.empty() || line.find_first_of(" \t") == std::string_view::npos) {
      finish();
    } else if (first_cell(line) == "-DOCSTART-") {
      finish();
      articles.emplace_back();
    } else {
      sentence.push_back(make_word(first_cell(line), last_cell(line)));
    }
  }
  finish();
  return articles;
}

}  // namespace dateline::train
