#include "indexer/entities/joining/named.h"

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
  if (!in_capitals(name)) return std::string(name);
  std::string out(name);
  for (std::size_t n = 1; n < out.size(); ++n) {
    const bool inside = out[n - 1] != ' ' && out[n - 1] != '-' && out[n - 1] != '.';
    if (inside && out[n] >= 'A' && out[n] <= 'Z') out[n] = static_cast<char>(out[n] - 'A' + 'a');
  }
  return out;
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
