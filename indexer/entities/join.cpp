#include "indexer/entities/join.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/dateline.h"
#include "indexer/entities/names.h"
#include "indexer/entities/places/resolve.h"

namespace dateline {
namespace {

/// One name of the article and how it stands there.
struct Named {
  std::string name;
  std::vector<std::string> words;
  std::size_t count = 0;                  ///< mentions outside the dateline
  std::size_t first = std::string::npos;  ///< byte of the text; 0 for the title
  bool in_title = false;
  std::string fuller;                           ///< a full name that was joined to a stated single word
  std::vector<std::vector<std::string>> forms;  ///< the words of every name that was joined to it
  std::optional<PlaceFound> place;              ///< where it is on the map
};

constexpr std::size_t kLead = 400;     ///< bytes of text that count as its lead
constexpr std::size_t kMostAbout = 3;  ///< people, places, organizations each that an article can be about

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

/// Small words that family names begin with.
constexpr std::array<std::string_view, 18> kParticles{"de",  "del", "della", "der", "den", "di",
                                                      "da",  "dos", "van",   "von", "al",  "el",
                                                      "bin", "ibn", "la",    "le",  "ter", "abu"};

/// A person's name without what the finder took in by mistake: "-designate Noboru".
std::string bare_name(std::string name, MentionType type) {
  if (type != MentionType::kPerson) return name;
  const auto is_letter = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  while (!name.empty()) {
    const auto begin = static_cast<std::size_t>(std::ranges::find_if(name, is_letter) - name.begin());
    name.erase(0, begin);
    const auto word = std::string_view(name).substr(0, name.find(' '));
    const bool is_small = !name.empty() && name[0] >= 'a' && name[0] <= 'z';
    const bool stays = !is_small || word.size() == name.size() || word.find('-') != word.npos ||
                       std::ranges::find(kParticles, word) != kParticles.end();
    if (stays) break;
    name.erase(0, word.size());
  }
  return name;
}

/// Collects the mentions of one type, equal words as one name.
std::vector<Named> gather(const Article& article, const Mentions& mentions, MentionType type) {
  std::vector<Named> all;
  std::map<std::vector<std::string>, std::size_t> numbers;  // of names in `all`, by their words
  const auto dateline = dateline_bytes(article.text);
  const auto add = [&](std::string_view source, const std::vector<Mention>& found, bool in_title) {
    for (const auto& mention : found) {
      if (mention.type != type) continue;
      const auto name = bare_name(squeezed(source.substr(mention.begin, mention.end - mention.begin)), type);
      auto words = name_words(name);
      if (words.empty()) continue;
      const auto [at, is_new] = numbers.try_emplace(words, all.size());
      if (is_new) {
        all.push_back({.name = name, .words = words, .forms = {std::move(words)}});
      }
      if (!in_title && mention.end <= dateline) continue;
      auto& known = all[at->second];
      ++known.count;
      known.in_title |= in_title;
      known.first = std::min<std::size_t>(known.first, in_title ? 0 : mention.begin + 1);
      if (in_capitals(known.name) && !in_capitals(name)) known.name = name;
    }
  };
  add(article.title, mentions.title, true);
  add(article.text, mentions.text, false);
  return all;
}

void absorb(Named& into, const Named& other) {
  into.forms.insert(into.forms.end(), other.forms.begin(), other.forms.end());
  into.count += other.count;
  into.first = std::min(into.first, other.first);
  into.in_title |= other.in_title;
  if (other.words.size() > into.words.size()) {
    into.name = other.name;
    into.words = other.words;
  }
}

/// The publisher's way to write a name stays.
void absorb_into(Named& into, const Named& other, bool is_stated) {
  const auto name = into.name;
  const auto words = into.words;
  absorb(into, other);
  if (!is_stated) return;
  if (words.size() == 1 && other.words.size() > 1) into.fuller = other.name;
  into.name = name;
  into.words = words;
}

/// The people of an article by their last word, which joining does not change.
class People {
 public:
  explicit People(const std::vector<Entity>& stated) {
    for (const auto& entity : stated) add({.name = entity.name, .words = name_words(entity.name)});
    stated_ = all_.size();
  }

  void add(Named one) {
    if (!one.words.empty()) by_last_[one.words.back()].push_back(all_.size());
    all_.push_back(std::move(one));
  }

  const std::vector<std::size_t>& called(const std::string& last) const {
    static const std::vector<std::size_t> kNobody;
    const auto known = by_last_.find(last);
    return known == by_last_.end() ? kNobody : known->second;
  }

  /// The only one who may be `one`; nothing where nobody or several may.
  std::optional<std::size_t> only(const Named& one) const {
    std::optional<std::size_t> found;
    for (const auto number : called(one.words.back())) {
      const auto& words = all_[number].words;
      if (words != one.words && !compatible_names(words, one.words)) continue;
      if (found) return std::nullopt;
      found = number;
    }
    return found;
  }

  /// Who is stated by this word alone: "reagan".
  std::optional<std::size_t> stated_by(const std::string& word) const {
    for (const auto number : called(word)) {
      if (number < stated_ && all_[number].words.size() == 1) return number;
    }
    return std::nullopt;
  }

  void join(std::size_t number, const Named& other) { absorb_into(all_[number], other, number < stated_); }
  std::vector<Named> take() { return std::move(all_); }

 private:
  std::vector<Named> all_;
  std::size_t stated_ = 0;
  std::map<std::string, std::vector<std::size_t>> by_last_;
};

/// Joins people: full names among each other, then single words to the one full name they fit.
std::vector<Named> join_people(std::vector<Named> mentioned, const std::vector<Entity>& stated) {
  People people(stated);
  std::ranges::stable_sort(mentioned, std::ranges::greater{},
                           [](const Named& one) { return one.words.size(); });
  std::map<std::string, std::vector<const Named*>> in_full;
  for (const auto& one : mentioned) {
    if (one.words.size() > 1) in_full[one.words.back()].push_back(&one);
  }
  const auto is_only_one = [&](const Named& one) {
    return std::ranges::all_of(in_full[one.words.back()], [&](const Named* other) {
      return other->words == one.words || compatible_names(other->words, one.words);
    });
  };
  for (const auto& one : mentioned) {
    if (one.words.size() < 2) continue;
    auto same = people.only(one);
    if (!same) {
      const auto stated_word = people.stated_by(one.words.back());
      if (stated_word && is_only_one(one)) same = stated_word;
    }
    if (same) {
      people.join(*same, one);
    } else {
      people.add(one);
    }
  }
  for (const auto& one : mentioned) {
    if (one.words.size() != 1) continue;
    const auto& called = people.called(one.words[0]);
    if (called.size() == 1) {
      people.join(called[0], one);
    } else if (called.empty() && one.count >= 2) {
      people.add(one);
    }
  }
  return people.take();
}

/// What the publisher has stated first, then the rest; equal words are one.
std::vector<Named> join_others(std::vector<Named> mentioned, const std::vector<Entity>& stated) {
  std::vector<Named> all;
  for (const auto& entity : stated) all.push_back({.name = entity.name, .words = name_words(entity.name)});
  const auto known = all.size();
  std::map<std::vector<std::string>, std::size_t> numbers;  // each name is among `mentioned` once
  for (std::size_t n = 0; n < known; ++n) numbers.try_emplace(all[n].words, n);
  for (auto& one : mentioned) {
    const auto same = numbers.find(one.words);
    if (same == numbers.end()) {
      all.push_back(std::move(one));
    } else {
      absorb_into(all[same->second], one, true);
    }
  }
  return all;
}

/// Puts the places of an article on the map: those the publisher states and those the text names.
class Map {
 public:
  Map(const Article& article, const Mentions& mentions, const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
    const auto both = article.title + "\n\n" + article.text;
    const auto text_begins = static_cast<std::uint32_t>(article.title.size() + 2);
    std::vector<PlaceMention> places;
    const auto add = [&](const std::vector<Mention>& found, std::uint32_t offset) {
      for (const auto& mention : found) {
        if (mention.type != MentionType::kPlace) continue;
        const auto begin = mention.begin + offset, end = mention.end + offset;
        places.push_back({std::string_view(both).substr(begin, end - begin), begin, end});
      }
    };
    add(mentions.title, 0);
    add(mentions.text, text_begins);
    std::vector<std::string> stated;
    for (const auto& entity : article.places) stated.push_back(entity.name);
    const auto dateline = dateline_bytes(article.text);
    PlacedText placed{.text = both,
                      .dateline_begin = text_begins,
                      .dateline_end = text_begins + dateline,
                      .source = article.source,
                      .url = article.url};
    for (const auto& mention : mentions.text) {
      if (mention.type == MentionType::kOrganization)
        placed.organizations.push_back(
            std::string_view(article.text).substr(mention.begin, mention.end - mention.begin));
    }
    const auto found = resolve_places(gazetteer, placed, places, stated);
    for (std::size_t n = 0; n < places.size(); ++n) numbers_[name_words(places[n].text)] = found[n];
    for (std::size_t n = 0; n < stated.size(); ++n)
      numbers_[name_words(stated[n])] = found[places.size() + n];
  }

  std::optional<PlaceFound> find(const std::vector<std::string>& words) const {
    const auto found = numbers_.find(words);
    return found == numbers_.end() ? std::nullopt : found->second;
  }

  /// Gives `entity` its place's name, position and parents.
  void locate(Entity& entity, PlaceFound found) const {
    const auto number = found.number;
    const auto place = gazetteer_[number];
    const auto known = gazetteer_.display_name(number);
    const auto name = found.inside ? readable(entity.name) + ", " + known : known;
    if (entity.name != name) entity.written = std::exchange(entity.name, name);
    if (entity.country.empty()) entity.country = place.country;
    if (!entity.position && (!found.inside || lies_close_together(place))) entity.position = place.position;
    if (found.inside) entity.parents.push_back(known);
    for (const auto parent : gazetteer_.parents(number))
      entity.parents.push_back(gazetteer_.display_name(parent));
  }

  /// Names of one place are one: "U.S." and "United States". The first `stated` stay apart, as the publisher
  /// has them.
  void merge(std::vector<Named>& places, std::size_t stated) const {
    std::vector<Named> kept;
    std::map<std::uint32_t, std::size_t> numbers;  // of the first place of `kept` there
    for (auto& one : places) {
      one.place = find(one.words);
      const bool is_known = one.place && !one.place->inside;
      const bool may_join = is_known && kept.size() >= stated;
      const auto same = may_join ? numbers.find(one.place->number) : numbers.end();
      if (same == numbers.end()) {
        if (is_known) numbers.try_emplace(one.place->number, kept.size());
        kept.push_back(std::move(one));
      } else {
        absorb_into(kept[same->second], one, true);
      }
    }
    places = std::move(kept);
  }

 private:
  const Gazetteer& gazetteer_;
  std::map<std::vector<std::string>, std::optional<PlaceFound>> numbers_;
};

/// By the words of a name: the record it belongs to, and where that is.
using Records = std::map<std::vector<std::string>, std::pair<std::string, std::optional<GeoPoint>>>;

double salience(const Named& one) {
  return (one.in_title ? 4 : 0) + (one.first <= kLead ? 2 : 0) + static_cast<double>(one.count);
}

/// Appends those of `found` that the publisher has not stated, the most salient first. `found` begins with
/// the stated ones. Gives the name of the record for the words of each name.
void append(std::vector<Entity>& entities, std::vector<Named> found, std::size_t stated, bool keeps_capitals,
            const Map* map, Records& records) {
  constexpr double kAbout = 5;
  const auto rest = found.begin() + static_cast<std::ptrdiff_t>(stated);
  std::stable_sort(rest, found.end(),
                   [](const Named& a, const Named& b) { return salience(a) > salience(b); });
  auto about = static_cast<std::size_t>(std::ranges::count(entities, Relation::kAbout, &Entity::relation));
  for (std::size_t n = 0; n < found.size(); ++n) {
    const auto& one = found[n];
    if (n >= stated) {
      const bool is_about = salience(one) >= kAbout && about < kMostAbout;
      about += is_about;
      entities.push_back({.name = keeps_capitals ? one.name : readable(one.name),
                          .relation = is_about         ? Relation::kAbout
                                      : one.count == 0 ? Relation::kDateline
                                                       : Relation::kMentions,
                          .origin = Origin::kText});
    }
    auto& entity = n < stated ? entities[n] : entities.back();
    if (map != nullptr && one.place) map->locate(entity, *one.place);
    if (map == nullptr && !one.fuller.empty()) entity.written = readable(one.fuller);
    for (const auto& form : one.forms) records[form] = {entity.name, entity.position};
  }
}

}  // namespace

std::vector<NamedMention> add_mentioned(Article& article, const Mentions& mentions,
                                        const Gazetteer& gazetteer) {
  std::array<Records, 3> records;
  const auto of = [&](MentionType type) -> Records& { return records[static_cast<std::size_t>(type)]; };
  auto people = join_people(gather(article, mentions, MentionType::kPerson), article.people);
  append(article.people, std::move(people), article.people.size(), false, nullptr, of(MentionType::kPerson));

  const Map map(article, mentions, gazetteer);
  auto places = join_others(gather(article, mentions, MentionType::kPlace), article.places);
  map.merge(places, article.places.size());
  append(article.places, std::move(places), article.places.size(), false, &map, of(MentionType::kPlace));

  auto organizations =
      join_others(gather(article, mentions, MentionType::kOrganization), article.organizations);
  append(article.organizations, std::move(organizations), article.organizations.size(), true, nullptr,
         of(MentionType::kOrganization));

  std::vector<NamedMention> named;
  for (const auto& mention : mentions.text) {
    const auto words = name_words(
        bare_name(squeezed(std::string_view(article.text).substr(mention.begin, mention.end - mention.begin)),
                  mention.type));
    const auto& known = of(mention.type);
    const auto record = known.find(words);
    named.push_back({.mention = mention});
    if (record != known.end()) std::tie(named.back().name, named.back().position) = record->second;
  }
  return named;
}

}  // namespace dateline
