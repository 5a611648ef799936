// Names of people by frequency, of places by population.
#include "indexer/entities/train/lexicon.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/split.h"
#include "corpus/base/text.h"
#include "indexer/entities/tokens.h"
#include "indexer/entities/train/files.h"
#include "indexer/entities/train/word_lists.h"

namespace dateline::train {
namespace {

namespace fs = std::filesystem;

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::expected<void, Error> add_census(Lexicon& lexicon, const fs::path& data) {
  struct File {
    const char* name;
    std::size_t often, fairly;
    std::uint32_t flags[3];
  };
  for (const auto& [name, often, fairly, flags] :
       {File{"dist.all.last.xz", 1000, 10000, {kSurname, kFairSurname, kRareSurname}},
        File{"dist.female.first", 500, 500, {kGivenName, kRareGivenName, kRareGivenName}},
        File{"dist.male.first", 400, 400, {kGivenName, kRareGivenName, kRareGivenName}}}) {
    const auto text = read_file(data / "names-us-census" / name);
    if (!text) return std::unexpected(text.error());
    std::size_t rank = 0;
    for (const auto line : split(*text, '\n')) {
      const auto word = line.substr(0, line.find(' '));
      if (!word.empty()) lexicon.add(word, flags[rank < often ? 0 : rank < fairly ? 1 : 2]);
      ++rank;
    }
  }
  return {};
}

std::expected<void, Error> add_world_names(Lexicon& lexicon, const fs::path& data) {
  for (const auto& [name, flag] : {std::pair{"common-forenames-by-country.csv", kGivenName},
                                   std::pair{"common-surnames-by-country.csv", kSurname}}) {
    const auto text = read_file(data / "names-by-country" / name);
    if (!text) return std::unexpected(text.error());
    std::string_view rest = *text;
    const auto columns = next_record(rest);
    const auto column = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "Romanized Name") -
                                                 columns.begin());
    while (!rest.empty()) {
      const auto record = next_record(rest);
      if (record.size() > column && !record[column].empty()) lexicon.add(record[column], flag);
    }
  }
  return {};
}

bool is_latin_name(std::string_view name) {
  return name.size() >= 5 && name[0] >= 'A' && name[0] <= 'Z' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '-' || c == '\'';
         });
}

std::expected<void, Error> add_places(Lexicon& lexicon, const fs::path& data) {
  const auto cities = read_file(data / "gaz-geonames/cities15000-2025-11.txt.xz");
  if (!cities) return std::unexpected(cities.error());
  for (const auto line : split(*cities, '\n')) {
    const auto cells = split(line, '\t');
    if (cells.size() < 15) continue;
    const auto people = number(cells[14]);
    const auto band = people >= 1'000'000 || cells[7] == "PPLC" ? kBigCity
                      : people >= 100'000                       ? kCity
                                                                : kTown;
    lexicon.add(cells[1], band | kWholeName);
    lexicon.add(cells[2], band | kWholeName);
    if (people < 300'000) continue;
    for (const auto other : split(cells[3], ',')) {
      if (is_latin_name(other)) lexicon.add(other, kTown | kWholeName);
    }
  }
  const auto regions = read_file(data / "gaz-geonames/admin1CodesASCII.txt");
  const auto countries = read_file(data / "gaz-geonames/countryInfo.tsv");
  if (!regions) return std::unexpected(regions.error());
  if (!countries) return std::unexpected(countries.error());
  for (const auto line : split(*regions, '\n')) {
    const auto cells = split(line, '\t');
    if (cells.size() < 3) continue;
    lexicon.add(cells[1], kRegion | kWholeName);
    lexicon.add(cells[2], kRegion | kWholeName);
  }
  for (const auto line : split(*countries, '\n')) {
    const auto cells = split(line, '\t');
    if (line.starts_with('#') || cells.size() < 6) continue;
    lexicon.add(cells[4], kCountry | kWholeName);
    if (!cells[5].empty()) lexicon.add(cells[5], kBigCity | kWholeName);
  }
  return {};
}

bool is_plain_word(const Token& token) {
  return token.shape != Shape::kMark && token.shape != Shape::kNumber;
}

}  // namespace

void Lexicon::add(std::string_view name, std::uint32_t flags) {
  if (name.ends_with('.')) {  // an abbreviation is one word, also where the scan would end a sentence
    entries_[hash_word(fold_word(name))].flags |= flags;
    return;
  }
  Tokens tokens;
  tokenize(name, tokens);
  const auto& list = tokens.list;
  if (list.empty() || list.size() > 6) return;
  const bool listed_lower = name[0] >= 'a' && name[0] <= 'z';
  auto hash = list[0].word;
  if (list.size() > 1) {
    entries_[hash].flags |= kPhraseStart;
    for (std::size_t i = 1; i < list.size(); ++i) hash = phrase_hash(hash, list[i].word);
    for (const auto& token : list) {
      const bool people = (flags & kDemonym) != 0;  // "Costa" of "Costa Rican" is none
      if (!people && is_plain_word(token) && (token.shape != Shape::kLower || listed_lower)) {
        entries_[token.word].flags |= flags & ~kWholeName;
      }
    }
  }
  entries_[hash].flags |= flags;
}

void Lexicon::mark_common_words(const std::vector<std::string>& texts) {
  struct Counts {
    int lower = 0, capital = 0;
  };
  std::unordered_map<std::uint64_t, Counts> counts;
  for (const auto& text : texts) {
    Tokens tokens;
    tokenize(text, tokens);
    for (const auto& token : tokens.list) {
      if (token.shape == Shape::kLower)
        ++counts[token.word].lower;
      else if (token.shape == Shape::kTitle && !token.sentence_start)
        ++counts[token.word].capital;
    }
  }
  for (const auto& [word, count] : counts) {
    if (count.lower >= 3 && count.lower > count.capital) entries_[word].flags |= kCommonWord;
  }
}

void Lexicon::set_clusters(std::uint64_t word, std::uint16_t lower, std::uint16_t capital) {
  auto& entry = entries_[word];
  if (lower != 0) entry.lower = lower;
  if (capital != 0) entry.capital = capital;
}

std::vector<LexiconEntry> Lexicon::table() const {
  std::vector<std::pair<std::uint64_t, LexiconEntry>> sorted(entries_.begin(), entries_.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<LexiconEntry> slots(sorted.size() * 4 / 3 + 16);
  for (auto& [hash, entry] : sorted) {
    entry.key = lexicon_key(hash);
    auto at = static_cast<std::size_t>(std::uint64_t{entry.key} * slots.size() >> 32);
    while (slots[at].key != 0 && slots[at].key != entry.key) at = at + 1 == slots.size() ? 0 : at + 1;
    slots[at] = entry;
  }
  return slots;
}

std::expected<Lexicon, Error> Lexicon::read(const fs::path& data) {
  Lexicon lexicon;
  for (const auto& list : kWordLists) {
    for (const auto words : split(list.words, ' ')) {
      std::string name(words);
      std::replace(name.begin(), name.end(), '_', ' ');
      if (!name.empty()) lexicon.add(name, list.flag);
    }
  }
  for (const auto& add : {add_census, add_world_names, add_places}) {
    if (auto done = add(lexicon, data); !done) return std::unexpected(done.error());
  }
  return lexicon;
}

}  // namespace dateline::train
