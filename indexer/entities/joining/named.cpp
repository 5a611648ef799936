#include "indexer/entities/joining/named.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/dateline.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

/// `words` of a name without "the" in front, unless nothing else is left.
std::vector<std::string> key_of(std::vector<std::string> words) {
  if (words.size() > 1 && words[0] == "the") words.erase(words.begin());
  return words;
}

/// `name` with small letters behind the first of every word of more than `letters` bytes.
std::string with_small_letters(std::string_view name, std::size_t letters) {
  std::string out;
  std::size_t word_end = 0;
  bool is_long = false, is_first = true;
  for (std::size_t at = 0; at < name.size();) {
    if (at >= word_end) {
      const bool is_gap = name[at] == ' ' || name[at] == '-' || name[at] == '.';
      word_end = is_gap ? at + 1 : std::min(name.find_first_of(" -.", at), name.size());
      is_long = word_end - at > letters;
      is_first = true;
    }
    const auto c = decode_utf8(name, at);
    append_utf8(out, is_long && !is_first ? static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value)))
                                          : c.value);
    is_first = false;
    at += c.bytes;
  }
  return out;
}

/// "the Green Party" without its small article.
std::string without_article(std::string name) {
  constexpr std::string_view kArticle = "the ";
  if (name.starts_with(kArticle) && name.size() > kArticle.size()) name.erase(0, kArticle.size());
  return name;
}

}  // namespace

void absorb(Named& into, const Named& other) {
  into.count += other.count;
  into.first = std::min(into.first, other.first);
  into.in_title |= other.in_title;
  into.mentions.insert(into.mentions.end(), other.mentions.begin(), other.mentions.end());
}

bool in_capitals(std::string_view name) {
  std::size_t capitals = 0, small = 0;
  for (const char c : name) {
    capitals += c >= 'A' && c <= 'Z';
    small += c >= 'a' && c <= 'z';
  }
  return capitals > 3 && small == 0;
}

std::string readable(std::string_view name) {
  return in_capitals(name) ? with_small_letters(name, 0) : std::string(name);
}

std::string readable_organization(std::string_view name) {
  constexpr std::size_t kLongestLetters = 4;  // of words such as NATO and UNHCR's like
  const bool is_one_word = name.find(' ') == name.npos;
  return is_one_word || !in_capitals(name) ? std::string(name) : with_small_letters(name, kLongestLetters);
}

std::vector<Named> join_by_words(const Article& article, const Mentions& mentions, MentionType type,
                                 const std::vector<Entity>& stated) {
  std::vector<Named> all;
  std::map<std::vector<std::string>, std::size_t> numbers;  // of names in `all`, by their words
  for (const auto& entity : stated) {
    auto words = name_words(entity.name);
    numbers.try_emplace(key_of(words), all.size());
    all.push_back({.name = entity.name, .words = std::move(words)});
  }
  struct Written {
    std::string name;
    std::vector<std::string> words;
    std::size_t number = 0;  // in `all`
  };
  std::unordered_map<std::string_view, Written> known_texts;
  const auto read = [&](std::string_view text) -> const Written& {
    const auto [known, is_new] = known_texts.try_emplace(text);
    auto& one = known->second;
    if (!is_new) return one;
    one.name = without_article(squeezed(text));
    one.words = name_words(one.name);
    if (one.words.empty()) return one;
    const auto [at, is_new_name] = numbers.try_emplace(key_of(one.words), all.size());
    if (is_new_name) all.push_back({.name = one.name, .words = one.words});
    one.number = at->second;
    return one;
  };
  const auto dateline = dateline_bytes(article.text);
  const auto add = [&](std::string_view source, const std::vector<Mention>& found, bool in_title) {
    for (std::uint32_t n = 0; n < found.size(); ++n) {
      const auto& mention = found[n];
      if (mention.type != type) continue;
      const auto& [name, words, number] = read(source.substr(mention.begin, mention.end - mention.begin));
      if (words.empty()) continue;
      auto& known = all[number];
      if (!in_title) known.mentions.push_back(n);
      if (!in_title && mention.end <= dateline) continue;
      ++known.count;
      known.in_title |= in_title;
      known.first = std::min<std::size_t>(known.first, in_title ? 0 : mention.begin + 1);
      const bool is_better =
          (in_capitals(known.name) && !in_capitals(name)) || words.size() < known.words.size();
      if (is_better && number >= stated.size()) {
        known.name = name;
        known.words = words;
      }
    }
  };
  add(article.title, mentions.title, true);
  add(article.text, mentions.text, false);
  return all;
}

}  // namespace dateline
