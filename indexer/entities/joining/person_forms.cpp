#include "indexer/entities/joining/person_forms.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/dateline.h"
#include "indexer/entities/joining/named.h"

namespace dateline {
namespace {

bool is_letter(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// A name without what the finder took in by mistake: "-designate Noboru", "spokesman Seth Jones".
std::string bare_name(std::string name) {
  while (!name.empty()) {
    const auto begin = static_cast<std::size_t>(std::ranges::find_if(name, is_letter) - name.begin());
    name.erase(0, begin);
    const auto word = std::string_view(name).substr(0, name.find(' '));
    const bool is_small = !name.empty() && name[0] >= 'a' && name[0] <= 'z';
    const bool stays = !is_small || word.size() == name.size() || word.find('-') != word.npos ||
                       known_person(name)->is_family;
    if (stays) break;
    name.erase(0, word.size());
  }
  return name;
}

using Texts = std::unordered_set<std::string_view>;

/// The mentions of people as they stand.
Texts texts_of_people(const Article& article, const Mentions& mentions) {
  Texts texts;
  const auto add = [&](std::string_view source, const std::vector<Mention>& found) {
    for (const auto& mention : found) {
      if (mention.type == MentionType::kPerson)
        texts.insert(source.substr(mention.begin, mention.end - mention.begin));
    }
  };
  add(article.title, mentions.title);
  add(article.text, mentions.text);
  return texts;
}

/// A name without a word that a page has stuck to it, "Seth JonesImage", where `texts` have it without.
std::string unstuck(std::string name, const Texts& texts) {
  constexpr std::size_t kShortest = 4;   // bytes of either part; McDonald and MacArthur stay
  constexpr std::size_t kLongest = 100;  // bytes of both; each seam takes time in proportion to them
  if (name.size() > kLongest) return name;
  const auto begin = name.rfind(' ') + 1;
  for (auto at = begin + kShortest; at + kShortest <= name.size(); ++at) {
    const bool is_seam = name[at] >= 'A' && name[at] <= 'Z' && name[at - 1] >= 'a' && name[at - 1] <= 'z';
    if (is_seam && texts.contains(std::string_view(name).substr(0, at))) return name.substr(0, at);
  }
  return name;
}

/// Words that stand before and behind titles and names and are none themselves.
bool is_beside_titles(std::string_view word) {
  constexpr std::array<std::string_view, 24> kWords{
      "acting", "co",     "deputy", "emeritus",   "eng",       "ex",    "excellency", "founder",
      "former", "govt",   "hon",    "honourable", "late",      "of",    "office",     "prime",
      "rt",     "senior", "the",    "ven",        "venerable", "crown", "honorable",  "rtd"};
  return std::ranges::find(kWords, word) != kWords.end();
}

bool is_name(const PersonName& name) {
  if (name.is_empty()) return false;
  if (name.words.size() == 1 && name.words[0].size() == 1) return false;
  const bool is_titles_only = std::ranges::all_of(
      name.all, [](const auto& word) { return is_title(word) || is_beside_titles(word); });
  const bool is_word = name.words.size() == 1 && name.all.size() == 1;
  return !is_titles_only || (is_word && !is_beside_titles(name.all[0]));
}

/// Whether a name of three words and more is part of a longer one that is no more frequent: what is more in
/// the other is rather a word beside it, "Lanka Anura Kumara Dissanayake".
bool is_whole_part(const PersonName& part, const PersonName& whole) {
  constexpr std::size_t kWhole = 3;
  return full_words(part) >= kWhole && part.all.size() < whole.all.size() &&
         name_fit(part, whole) == NameFit::kPart;
}

/// What two forms have in common that are one: their words and their "Jr.".
std::string key_of(const PersonName& name) { return joined(name.all, " ") + '\n' + name.generation; }

}  // namespace

std::size_t PersonForm::count() const {
  return static_cast<std::size_t>(std::ranges::count(at, false, &Occurrence::in_dateline));
}

std::vector<PersonForm> person_forms(const Article& article, const Mentions& mentions) {
  std::vector<PersonForm> forms;
  std::map<std::string, std::size_t> numbers;
  struct Known {
    std::string written;
    bool is_titled = false;
    std::optional<std::size_t> form;  // none: no name
  };
  std::unordered_map<std::string_view, Known> known_texts;
  const auto dateline = dateline_bytes(article.text);
  const auto texts = texts_of_people(article, mentions);
  const auto read = [&](std::string_view text) -> const Known& {
    const auto [known, is_new] = known_texts.try_emplace(text);
    auto& one = known->second;
    if (!is_new) return one;
    const auto bare = bare_name(squeezed(text));
    one.written = unstuck(std::string(without_titles(bare)), texts);
    one.is_titled = one.written.size() < bare.size();
    auto name = parse_person(one.written);
    if (!is_name(name)) return one;
    const auto [at, is_new_form] = numbers.try_emplace(key_of(name), forms.size());
    if (is_new_form) forms.push_back({.name = std::move(name), .written = one.written});
    one.form = at->second;
    return one;
  };
  const auto add = [&](std::string_view source, const std::vector<Mention>& found, bool in_title) {
    std::size_t previous_end = 0, previous_form = 0;
    for (std::uint32_t n = 0; n < found.size(); ++n) {
      const auto& mention = found[n];
      if (mention.type != MentionType::kPerson) continue;
      const auto& known = read(source.substr(mention.begin, mention.end - mention.begin));
      if (!known.form) continue;
      const auto number = *known.form;
      auto& form = forms[number];
      if (in_capitals(form.written) && !in_capitals(known.written)) form.written = known.written;
      auto around = surroundings(source, mention.begin, mention.end, previous_end);
      around.is_titled |= known.is_titled;
      if (around.follows_name && previous_form != number) {
        form.apart.insert(previous_form);
        forms[previous_form].apart.insert(number);
      }
      if (!around.office.empty()) form.offices.insert(around.office);
      if (!around.rank.empty()) form.offices.insert(around.rank);
      if (form.sex == Sex::kUnknown) form.sex = around.sex;
      form.at.push_back({.mention = n,
                         .in_title = in_title,
                         .in_dateline = !in_title && mention.end <= dateline,
                         .position = in_title ? 0 : mention.begin + 1,
                         .around = std::move(around)});
      previous_end = mention.end;
      previous_form = number;
    }
  };
  add(article.title, mentions.title, true);
  add(article.text, mentions.text, false);
  return forms;
}

std::size_t full_words(const PersonName& name) {
  return static_cast<std::size_t>(
      std::ranges::count_if(name.words, [](const auto& word) { return word.size() > 1; }));
}

std::size_t best_form(const std::vector<PersonForm>& forms, const std::vector<std::size_t>& numbers) {
  const auto fullness = [&](std::size_t n) {
    const auto& [name, count] = std::pair<const PersonName&, std::size_t>(forms[n].name, forms[n].count());
    return std::tuple(name.words.size() > 1, full_words(name), name.all.size(), !name.generation.empty(),
                      count);
  };
  const auto use = [&](std::size_t n) {
    const auto& name = forms[n].name;
    return std::tuple(full_words(name) > 1, forms[n].count(), std::string::npos - name.all.size());
  };
  const auto fullest = *std::ranges::max_element(numbers, {}, fullness);
  const auto most_used = *std::ranges::max_element(numbers, {}, use);
  const bool is_other_name = name_fit(forms[fullest].name, forms[most_used].name) == NameFit::kVariant &&
                             forms[most_used].count() > forms[fullest].count();
  return is_other_name || is_whole_part(forms[most_used].name, forms[fullest].name) ? most_used : fullest;
}

}  // namespace dateline
