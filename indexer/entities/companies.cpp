#include "indexer/entities/companies.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "corpus/base/text.h"
#include "corpus/base/word_list.h"
#include "indexer/entities/firm_words.h"
#include "indexer/entities/names/names.h"
#include "indexer/entities/names/person_name.h"

namespace dateline {
namespace {

using Words = std::vector<std::string>;

/// What may stand between a name and such a word.
constexpr std::array<std::string_view, 6> kBetween{" ", "'s ", "\u2019s ", " and ", " & ", ", "};

bool begins_with_firm_word(std::string_view rest) {
  return std::ranges::any_of(firm_words().endings, [&](std::string_view word) {
    if (!rest.starts_with(word)) return false;
    const char next = rest.size() > word.size() ? rest[word.size()] : ' ';
    return !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '-' ||
             static_cast<unsigned char>(next) >= 0x80);
  });
}

/// "<C>", as agencies write a share's symbol.
bool begins_with_symbol(std::string_view rest) {
  if (!rest.starts_with('<')) return false;
  const auto end = rest.find('>');
  return end != rest.npos && end > 1 && std::ranges::all_of(rest.substr(1, end - 1), [](char c) {
           return (c >= 'A' && c <= 'Z') || c == '.';
         });
}

bool is_known_firm(const Words& words) { return contains(firm_words().firms, joined(words, " ")); }

bool ends_with_firm_word(std::string_view name) {
  return name.find(' ') != name.npos && begins_with_firm_word(name.substr(name.rfind(' ') + 1));
}

bool ends_with_party_word(const Words& words) {
  return !words.empty() && contains(firm_words().party_endings, words.back());
}

bool is_called_firm(std::string_view rest) {
  return std::ranges::any_of(kBetween, [&](std::string_view between) {
    if (!rest.starts_with(between)) return false;
    const auto behind = rest.substr(between.size());
    return begins_with_firm_word(behind) || begins_with_symbol(behind);
  });
}

Words words_of(std::string_view source, const Mention& mention) {
  return name_words(source.substr(mention.begin, mention.end - mention.begin));
}

/// "Aitken Spence PLC" makes a firm of Aitken Spence.
void add_firm(std::string_view source, const Mention& mention, std::set<Words>& firms) {
  if (!ends_with_firm_word(source.substr(mention.begin, mention.end - mention.begin))) return;
  auto words = words_of(source, mention);
  words.pop_back();
  if (!words.empty()) firms.insert(std::move(words));
}

/// Where the party's name begins that `mention` is the end of, "Samagi [Jana Balawegaya]": at the word with a
/// capital before it, unless that opens a sentence, is a title or belongs to what ends at `floor`.
std::uint32_t begin_of_party(std::string_view source, const Mention& mention, std::uint32_t floor) {
  const auto before = source.substr(floor, mention.begin - floor);
  if (!before.ends_with(' ')) return mention.begin;
  const auto gap = before.substr(0, before.size() - 1).rfind(' ');
  if (gap == before.npos || gap == 0 || std::string_view(".!?:\n").find(before[gap - 1]) != before.npos)
    return mention.begin;
  const auto word = before.substr(gap + 1, before.size() - gap - 2);
  const bool is_name = word.size() > 2 && word[0] >= 'A' && word[0] <= 'Z' &&
                       std::ranges::all_of(word.substr(1), [](char c) { return c >= 'a' && c <= 'z'; });
  return is_name && !is_title(ascii_lower(word)) ? floor + static_cast<std::uint32_t>(gap) + 1
                                                 : mention.begin;
}

}  // namespace

void adjust_companies(std::string_view title, std::string_view text, Mentions& mentions) {
  std::set<Words> firms;
  std::set<std::string> families;
  const auto collect = [&](std::string_view source, const std::vector<Mention>& found) {
    for (const auto& mention : found) {
      if (mention.type == MentionType::kOrganization) add_firm(source, mention, firms);
      if (mention.type != MentionType::kPerson) continue;
      auto words = words_of(source, mention);
      if (words.empty()) continue;
      const auto name = source.substr(mention.begin, mention.end - mention.begin);
      if (ends_with_firm_word(name) || is_called_firm(source.substr(mention.end)) || is_known_firm(words)) {
        firms.insert(std::move(words));
      } else if (words.size() > 1) {
        families.insert(words.back());
      }
    }
  };
  collect(title, mentions.title);
  collect(text, mentions.text);
  if (firms.empty()) return;
  const auto adjust = [&](std::string_view source, std::vector<Mention>& found) {
    std::uint32_t floor = 0;
    for (auto& mention : found) {
      const auto words = words_of(source, mention);
      const bool is_somebody = words.size() == 1 && families.contains(words[0]);
      if (mention.type == MentionType::kPerson && firms.contains(words) && !is_somebody) {
        mention.type = MentionType::kOrganization;
        if (ends_with_party_word(words)) mention.begin = begin_of_party(source, mention, floor);
      }
      floor = mention.end;
    }
  };
  adjust(title, mentions.title);
  adjust(text, mentions.text);
}

}  // namespace dateline
