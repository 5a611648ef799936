#include "indexer/entities/join.h"

#include <algorithm>
#include <optional>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// One name of the article and how it stands there.
struct Named {
  std::string name;
  std::vector<std::string> words;
  std::size_t count = 0;
  std::size_t first = 0;  ///< byte of the text; 0 for the title
  bool in_title = false;
};

constexpr std::size_t kLead = 400;     ///< bytes of text that count as its lead
constexpr std::size_t kMostAbout = 3;  ///< people, places, organizations each that an article can be about

bool is_initial(const std::string& word) { return word.size() == 1; }

/// Whether two full names can be one person's: same first and last word, no middle word against it.
bool compatible(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2 || a.back() != b.back()) return false;
  const bool first = a.front() == b.front() || (is_initial(a.front()) && b.front().starts_with(a.front())) ||
                     (is_initial(b.front()) && a.front().starts_with(b.front()));
  if (!first) return false;
  if (a.size() == 2 || b.size() == 2) return true;
  return a.size() == b.size() && std::ranges::equal(a, b, [](const std::string& x, const std::string& y) {
           return x == y || (is_initial(x) && y.starts_with(x)) || (is_initial(y) && x.starts_with(y));
         });
}

bool in_capitals(std::string_view name) {
  std::size_t capitals = 0, small = 0;
  for (const char c : name) {
    capitals += c >= 'A' && c <= 'Z';
    small += c >= 'a' && c <= 'z';
  }
  return capitals > 3 && small == 0;
}

/// "KABUL" in a dateline is Kabul; "NATO" stays, being an organization's.
std::string readable(std::string_view name) {
  if (!in_capitals(name)) return std::string(name);
  std::string out(name);
  for (std::size_t n = 1; n < out.size(); ++n) {
    const bool inside = out[n - 1] != ' ' && out[n - 1] != '-' && out[n - 1] != '.';
    if (inside && out[n] >= 'A' && out[n] <= 'Z') out[n] = static_cast<char>(out[n] - 'A' + 'a');
  }
  return out;
}

/// Collects the mentions of one type, equal words as one name.
std::vector<Named> gather(const Article& article, const Mentions& mentions, MentionType type) {
  std::vector<Named> all;
  const auto add = [&](std::string_view source, const std::vector<Mention>& found, bool in_title) {
    for (const auto& mention : found) {
      if (mention.type != type) continue;
      const auto name = squeezed(source.substr(mention.begin, mention.end - mention.begin));
      auto words = name_words(name);
      if (words.empty()) continue;
      auto known = std::ranges::find(all, words, &Named::words);
      if (known == all.end()) {
        all.push_back({.name = name, .words = std::move(words), .first = in_title ? 0 : mention.begin + 1});
        known = all.end() - 1;
      }
      ++known->count;
      known->in_title |= in_title;
      if (in_capitals(known->name) && !in_capitals(name)) known->name = name;
    }
  };
  add(article.title, mentions.title, true);
  add(article.text, mentions.text, false);
  return all;
}

void absorb(Named& into, const Named& other) {
  into.count += other.count;
  into.first = std::min(into.first, other.first);
  into.in_title |= other.in_title;
  if (other.words.size() > into.words.size()) {
    into.name = other.name;
    into.words = other.words;
  }
}

/// The only one of `people` that `accepts`; nothing where none or several do.
template <typename Accepts>
std::optional<std::size_t> only(const std::vector<Named>& people, Accepts accepts) {
  std::optional<std::size_t> found;
  for (std::size_t n = 0; n < people.size(); ++n) {
    if (!accepts(people[n])) continue;
    if (found) return std::nullopt;
    found = n;
  }
  return found;
}

/// Joins people: full names among each other, then single words to the one full name they fit.
std::vector<Named> join_people(std::vector<Named> mentioned, const std::vector<Entity>& stated) {
  std::vector<Named> people;
  for (const auto& entity : stated) people.push_back({.name = entity.name, .words = name_words(entity.name)});
  const auto known = people.size();
  std::ranges::stable_sort(mentioned, std::ranges::greater{},
                           [](const Named& one) { return one.words.size(); });
  for (const auto& one : mentioned) {
    if (one.words.size() < 2) continue;
    const auto same = only(people, [&](const Named& other) {
      return other.words == one.words || compatible(other.words, one.words);
    });
    if (!same) {
      people.push_back(one);
    } else if (*same >= known) {
      absorb(people[*same], one);
    }
  }
  for (const auto& one : mentioned) {
    if (one.words.size() != 1) continue;
    const auto fits = [&](const Named& other) {
      return other.words.back() == one.words[0] || (other.words.size() == 1 && other.words == one.words);
    };
    const auto owner = only(people, fits);
    if (owner) {
      if (*owner >= known) absorb(people[*owner], one);
    } else if (std::ranges::none_of(people, fits) && one.count >= 2) {
      people.push_back(one);
    }
  }
  people.erase(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(known));
  return people;
}

/// Leaves out what the publisher has stated.
std::vector<Named> join_others(std::vector<Named> mentioned, const std::vector<Entity>& stated) {
  std::erase_if(mentioned, [&](const Named& one) {
    return std::ranges::any_of(stated,
                               [&](const Entity& entity) { return name_words(entity.name) == one.words; });
  });
  return mentioned;
}

double salience(const Named& one) {
  return (one.in_title ? 4 : 0) + (one.first <= kLead ? 2 : 0) + static_cast<double>(one.count);
}

void append(std::vector<Entity>& entities, std::vector<Named> found, bool keeps_capitals) {
  constexpr double kAbout = 5;
  std::ranges::stable_sort(found, std::ranges::greater{}, salience);
  auto about = static_cast<std::size_t>(std::ranges::count(entities, Relation::kAbout, &Entity::relation));
  for (const auto& one : found) {
    const bool is_about = salience(one) >= kAbout && about < kMostAbout;
    about += is_about;
    entities.push_back({.name = keeps_capitals ? one.name : readable(one.name),
                        .relation = is_about ? Relation::kAbout : Relation::kMentions,
                        .origin = Origin::kText});
  }
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  const auto comma = name.find(", ");
  if (comma != std::string_view::npos && name.find(',', comma + 1) == std::string_view::npos) {
    return name_words(std::string(name.substr(comma + 2)) + " " + std::string(name.substr(0, comma)));
  }
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < name.size();) {
    const auto c = decode_utf8(name, at);
    const bool gap = is_space(c.value) || c.value == '-' || c.value == 0x2010 || c.value == 0x2011;
    const bool dropped = c.value == '.' || c.value == '\'' || c.value == 0x2019;
    if (gap && !words.back().empty()) words.emplace_back();
    if (!gap && !dropped) words.back() += ascii_lower(name.substr(at, c.bytes));
    at += c.bytes;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

void add_mentioned(Article& article, const Mentions& mentions) {
  append(article.people, join_people(gather(article, mentions, MentionType::kPerson), article.people), false);
  append(article.places, join_others(gather(article, mentions, MentionType::kPlace), article.places), false);
  append(article.organizations,
         join_others(gather(article, mentions, MentionType::kOrganization), article.organizations), true);
}

}  // namespace dateline
