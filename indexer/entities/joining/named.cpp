#include "indexer/entities/joining/named.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "corpus/base/text.h"
#include "indexer/entities/dateline.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

/// Without "the" in front, unless nothing else is left.
std::vector<std::string> key_of(std::string_view name) {
  auto words = name_words(name);
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
    numbers.try_emplace(key_of(entity.name), all.size());
    all.push_back({.name = entity.name, .words = name_words(entity.name)});
  }
  const auto dateline = dateline_bytes(article.text);
  const auto add = [&](std::string_view source, const std::vector<Mention>& found, bool in_title) {
    for (std::uint32_t n = 0; n < found.size(); ++n) {
      const auto& mention = found[n];
      if (mention.type != type) continue;
      const auto name = without_article(squeezed(source.substr(mention.begin, mention.end - mention.begin)));
      const auto words = name_words(name);
      if (words.empty()) continue;
      const auto [at, is_new] = numbers.try_emplace(key_of(name), all.size());
      if (is_new) all.push_back({.name = name, .words = words});
      auto& known = all[at->second];
      if (!in_title) known.mentions.push_back(n);
      if (!in_title && mention.end <= dateline) continue;
      ++known.count;
      known.in_title |= in_title;
      known.first = std::min<std::size_t>(known.first, in_title ? 0 : mention.begin + 1);
      const bool is_better =
          (in_capitals(known.name) && !in_capitals(name)) || words.size() < known.words.size();
      if (is_better && at->second >= stated.size()) {
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
