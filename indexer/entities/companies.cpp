#include "indexer/entities/companies.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "corpus/base/text.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

using Words = std::vector<std::string>;

/// What only firms and other bodies have behind their name.
constexpr std::array<std::string_view, 49> kFirmWords{
    "Inc",        "Incorporated", "Corp",      "Corporation", "Co",           "Company",     "Cos",
    "Ltd",        "Limited",      "Plc",       "PLC",         "LLC",          "LLP",         "AG",
    "GmbH",       "SA",           "NV",        "SpA",         "Investors",    "Securities",  "Holdings",
    "Industries", "Motors",       "Brothers",  "Group",       "Properties",   "Airlines",    "Airways",
    "Air",        "Bank",         "Partners",  "Capital",     "Insurance",    "Enterprises", "Stores",
    "Foods",      "Resources",    "Petroleum", "Systems",     "Technologies", "Squadron",    "Regiment",
    "Boatyard",   "Shipyard",     "Peramuna",  "Pakshaya",    "Sangha",       "Trust",       "Laboratories"};

/// Firms that bear people's names and go without such a word.
constexpr std::array<std::string_view, 33> kKnownFirms{
    "merrill lynch",   "morgan stanley", "goldman sachs",   "lehman brothers",  "salomon brothers",
    "drexel burnham",  "kidder peabody", "dean witter",     "paine webber",     "shearson lehman",
    "smith barney",    "charles schwab", "wells fargo",     "jp morgan",        "lazard frères",
    "clifford chance", "baker mckenzie", "arthur andersen", "price waterhouse", "coopers lybrand",
    "ernst young",     "booz allen",     "kimberly clark",  "rolls royce",      "louis vuitton",
    "calvin klein",    "ralph lauren",   "harley davidson", "eli lilly",        "philip morris",
    "john deere",      "warner bros",    "bear stearns"};

/// What may stand between a name and such a word.
constexpr std::array<std::string_view, 6> kBetween{" ", "'s ", "\u2019s ", " and ", " & ", ", "};

bool begins_with_firm_word(std::string_view rest) {
  return std::ranges::any_of(kFirmWords, [&](std::string_view word) {
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

bool is_known_firm(const Words& words) {
  return std::ranges::find(kKnownFirms, joined(words, " ")) != kKnownFirms.end();
}

bool ends_with_firm_word(std::string_view name) {
  return name.find(' ') != name.npos && begins_with_firm_word(name.substr(name.rfind(' ') + 1));
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
    for (auto& mention : found) {
      if (mention.type != MentionType::kPerson) continue;
      const auto words = words_of(source, mention);
      const bool is_somebody = words.size() == 1 && families.contains(words[0]);
      if (firms.contains(words) && !is_somebody) mention.type = MentionType::kOrganization;
    }
  };
  adjust(title, mentions.title);
  adjust(text, mentions.text);
}

}  // namespace dateline
