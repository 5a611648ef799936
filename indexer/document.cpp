#include "indexer/document.h"

#include <algorithm>

#include "indexer/entities/names.h"
#include "indexer/schema.h"
#include "indexer/story.h"

namespace dateline {
namespace {

constexpr std::size_t kFirstTableSize = 1 << 10;

std::vector<std::string> names_of(const std::vector<Entity>& entities) {
  std::vector<std::string> names;
  for (const auto& entity : entities) names.push_back(entity.name);
  return names;
}

/// In the order they are spoken; also by what the text calls them: "reagan" is "Ronald Reagan".
std::vector<std::string> names_of_people(const std::vector<Entity>& people) {
  std::vector<std::string> names;
  for (const auto& person : people) {
    const auto turned = turned_name(person.name);
    names.push_back(turned.empty() ? person.name : turned);
    if (!person.written.empty()) names.push_back(person.written);
  }
  return names;
}

std::vector<std::string> stated_names_of_people(const std::vector<Entity>& people) {
  std::vector<std::string> names;
  for (const auto& person : people) {
    if (person.origin == Origin::kMeta) names.push_back(person.name);
  }
  return names;
}

/// As the publisher writes them.
std::vector<std::string> stated_names_of(const std::vector<Entity>& entities) {
  std::vector<std::string> names;
  for (const auto& entity : entities) {
    if (entity.origin == Origin::kMeta)
      names.push_back(entity.written.empty() ? entity.name : entity.written);
  }
  return names;
}

/// The places that were found on the map and everything they lie in.
std::vector<std::string> places_within(const Article& article) {
  std::vector<std::string> names;
  for (const auto& place : article.places) {
    if (place.parents.empty() && !place.position) continue;
    names.push_back(place.name);
    names.insert(names.end(), place.parents.begin(), place.parents.end());
  }
  return names;
}

std::vector<std::string> countries_of(const Article& article) {
  std::vector<std::string> names;
  for (const auto& place : article.places) {
    if (place.country.empty() || place.parents.empty()) continue;
    // Of a country's own parents only the continent is left.
    names.push_back(place.parents.size() == 1 ? place.name : *(place.parents.end() - 2));
  }
  return names;
}

/// Who, where and what the article is about, each name once.
std::vector<std::string> subjects_of(const Article& article) {
  std::vector<std::string> names;
  for (const auto* entities : {&article.people, &article.places, &article.organizations}) {
    for (const auto& entity : *entities) {
      const bool is_new = std::ranges::find(names, entity.name) == names.end();
      if (entity.relation == Relation::kAbout && is_new) names.push_back(entity.name);
    }
  }
  return names;
}

/// Words whose stem is worth asking for: no numbers, no single letters.
bool has_stem(std::string_view word) { return word.size() >= 3 && (word[0] < '0' || word[0] > '9'); }

}  // namespace

DocumentBuilder::DocumentBuilder(Enrichment enrichment)
    : enrichment_(std::move(enrichment)), table_(kFirstTableSize) {}

const IndexDocument& DocumentBuilder::build(const Article& given, std::string_view origin,
                                            std::vector<Synonym>& synonyms) {
  auto given_digest = digest(given, enrichment_.version);
  if (enrichment_.add) {
    enriched_ = given;
    enrichment_.add(enriched_);
  }
  const auto& article = enrichment_.add ? enriched_ : given;
  clear();
  add_text(article.title, true);
  add_text(article.text, false);
  add_exact_forms(synonyms);
  add_stems(article.language.empty() ? kDefaultLanguage : article.language, synonyms);

  for (const auto& row : kFields) {
    const bool is_value = row.field != Field::kTitle && row.field != Field::kId;
    if (is_value) add_values(row.field, values_of(article, row.field));
  }
  add_aliases(article, synonyms);
  entry("", id_term(article.id));
  if (!origin.empty()) entry("", origin_term(origin));

  finish_terms();
  add_slots(article, std::move(given_digest));
  document_.data = encode_stored(article);
  return document_;
}

void DocumentBuilder::clear() {
  bytes_.clear();
  entries_.clear();
  occurrences_.clear();
  unfolded_.clear();
  variants_.clear();
  std::ranges::fill(table_, 0);
}

/// The entry of prefix + term, made if it is not there yet.
DocumentBuilder::Entry& DocumentBuilder::entry(std::string_view prefix, std::string_view term) {
  if ((entries_.size() + 1) * 2 > table_.size()) grow_table();
  const auto offset = bytes_.size();
  bytes_.append(prefix).append(term);
  const auto wanted = std::string_view(bytes_).substr(offset);
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = std::hash<std::string_view>{}(wanted)&mask;; at = (at + 1) & mask) {
    if (table_[at] == 0) {
      entries_.push_back({.offset = static_cast<std::uint32_t>(offset),
                          .length = static_cast<std::uint32_t>(wanted.size())});
      table_[at] = static_cast<std::uint32_t>(entries_.size());
      return entries_.back();
    }
    auto& known = entries_[table_[at] - 1];
    if (name_of(known) == wanted) {
      bytes_.resize(offset);
      return known;
    }
  }
}

std::string_view DocumentBuilder::name_of(const Entry& entry) const {
  return std::string_view(bytes_).substr(entry.offset, entry.length);
}

void DocumentBuilder::grow_table() {
  table_.assign(table_.size() * 4, 0);
  const std::size_t mask = table_.size() - 1;
  for (std::uint32_t n = 0; n < entries_.size(); ++n) {
    std::size_t at = std::hash<std::string_view>{}(name_of(entries_[n]))&mask;
    while (table_[at] != 0) at = (at + 1) & mask;
    table_[at] = n + 1;
  }
}

void DocumentBuilder::add_position(Entry& entry, std::uint32_t position) {
  const bool known =
      entry.last_occurrence != 0 && occurrences_[entry.last_occurrence - 1].position == position;
  if (known) return;
  occurrences_.push_back({position, entry.last_occurrence});
  entry.last_occurrence = static_cast<std::uint32_t>(occurrences_.size());
  ++entry.occurrences;
}

/// Adds the words of a text.
void DocumentBuilder::add_text(std::string_view text, bool is_title) {
  tokenizer_.reset(text);
  for (Token token; tokenizer_.next(token);) {
    auto& word = entry("", token.term);
    ++word.wdf;
    word.is_word |= !token.is_ngram;
    word.stands_folded |= token.is_folded;
    if (!token.is_folded) {
      const auto surface =
          text.substr(token.begin, std::min<std::size_t>(token.end - token.begin, kMaxTermBytes));
      if (!unfolded_.contains(surface)) {
        unfolded_.emplace(surface);
        variants_.emplace_back(static_cast<std::uint32_t>(&word - entries_.data()), surface);
      }
    }
    if (is_title) entry(spec(Field::kTitle).word_prefix, token.term);
  }
}

/// The exact-form terms; see the schema for which words get one.
void DocumentBuilder::add_exact_forms(std::vector<Synonym>& synonyms) {
  for (const auto& [folded, form] : variants_) {
    const auto word = std::string(name_of(entries_[folded]));
    if (entries_[folded].stands_folded) entry(kExactFormPrefix, word);
    entry(kExactFormPrefix, form);
    if (variants_given_.insert(form).second) synonyms.push_back({variants_key(word), form});
  }
}

void DocumentBuilder::add_stems(std::string_view language, std::vector<Synonym>& synonyms) {
  if (!stemmer_.knows(language)) return;
  auto& done = stemmed_.try_emplace(std::string(language)).first->second;
  for (const auto& entry : entries_) {
    const auto word = name_of(entry);
    if (!entry.is_word || !has_stem(word) || done.contains(word)) continue;
    done.emplace(word);
    auto stem = stemmer_.stem(language, word);
    if (stem != word) synonyms.push_back({stem_key(language, stem), std::string(word)});
  }
}

/// One value of a field: the whole value, and its words from `position` on, which moves behind them.
void DocumentBuilder::add_value(Field field, std::string_view value, std::uint32_t& position) {
  if (value.empty()) return;
  entry("", exact_term(field, value_key(value)));
  const auto prefix = spec(field).word_prefix;
  if (prefix.empty()) return;
  std::uint32_t words = 0;
  std::size_t first = 0;
  tokenizer_.reset(value);
  for (Token token; tokenizer_.next(token);) {
    auto& word = entry(prefix, token.term);
    const auto index = static_cast<std::size_t>(&word - entries_.data());
    if (words == 0) {
      first = index;  // its position is of use once a second word follows
    } else {
      if (words == 1) add_position(entries_[first], position);
      add_position(entries_[index], position + token.position);
    }
    words = token.position + 1;
  }
  position += words + kFieldGap;
}

void DocumentBuilder::add_values(Field field, const std::vector<std::string>& values) {
  std::uint32_t position = 1;
  for (const auto& value : values) add_value(field, value, position);
}

/// Lets a place be found by the name that the article gives it.
void DocumentBuilder::add_aliases(const Article& article, std::vector<Synonym>& synonyms) {
  for (const auto& place : article.places) {
    if (place.written.empty()) continue;
    const auto name = value_key(place.name), alias = value_key(place.written);
    if (name == alias || !aliases_given_.insert(alias + '\0' + name).second) continue;
    for (const auto field : {Field::kPlace, Field::kWithin})
      synonyms.push_back({alias_key(field, alias), name});
  }
}

/// Puts the terms in byte order and lays their positions out one after the other.
void DocumentBuilder::finish_terms() {
  // Xapian's check takes positions in a document of length 0 for damage.
  if (std::ranges::none_of(entries_, [](const Entry& entry) { return entry.wdf > 0; })) {
    occurrences_.clear();
    for (auto& entry : entries_) entry.last_occurrence = entry.occurrences = 0;
  }
  order_.resize(entries_.size());
  for (std::uint32_t n = 0; n < order_.size(); ++n) order_[n] = n;
  std::ranges::sort(order_, {}, [&](std::uint32_t n) { return name_of(entries_[n]); });
  document_.bytes = bytes_;
  document_.terms.clear();
  document_.positions.resize(occurrences_.size());
  std::uint32_t next = 0;
  for (const auto n : order_) {
    const auto& entry = entries_[n];
    document_.terms.push_back({entry.offset, entry.length, entry.wdf, next, entry.occurrences});
    next += entry.occurrences;
    auto at = next;
    for (auto link = entry.last_occurrence; link != 0; link = occurrences_[link - 1].previous) {
      document_.positions[--at] = occurrences_[link - 1].position;
    }
  }
}

void DocumentBuilder::add_slots(const Article& article, std::string digest) {
  document_.values.clear();
  if (article.published) {
    document_.values.emplace_back(kPublishedSlot, encode_instant(article.published->instant));
    document_.values.emplace_back(kDaySlot, encode_day(article.published->day()));
  }
  document_.values.emplace_back(kDigestSlot, std::move(digest));
  if (const auto bands = story_bands(shingles_of(article.text)); !bands.empty())
    document_.values.emplace_back(kBandsSlot, encode_bands(bands));
}

std::string encode_stored(const Article& article) { return to_json(article, false) + '\n' + article.text; }

std::string_view stored_text(std::string_view data) {
  const auto end = data.find('\n');
  return end == std::string_view::npos ? std::string_view() : data.substr(end + 1);
}

std::expected<Article, Error> decode_stored(std::string_view data, bool with_text) {
  const auto end = data.find('\n');
  if (end == std::string_view::npos) {
    return std::unexpected(
        make_error(ErrorCode::kCorrupt, "the index holds an article without its text: re-index"));
  }
  auto article = article_from_json(data.substr(0, end));
  if (!article)
    return std::unexpected(make_error(ErrorCode::kCorrupt, "{}: re-index", article.error().message));
  if (with_text) article->text = stored_text(data);
  return article;
}

std::vector<std::string> values_of(const Article& article, Field field) {
  switch (field) {
    case Field::kTitle:
      return {article.title};
    case Field::kPerson:
      return names_of_people(article.people);
    case Field::kPersonMeta:
      return stated_names_of_people(article.people);
    case Field::kPlace:
      return names_of(article.places);
    case Field::kPlaceMeta:
      return stated_names_of(article.places);
    case Field::kWithin:
      return places_within(article);
    case Field::kCountry:
      return countries_of(article);
    case Field::kOrganization:
      return names_of(article.organizations);
    case Field::kOrganizationMeta:
      return stated_names_of(article.organizations);
    case Field::kAbout:
      return subjects_of(article);
    case Field::kAuthor:
      return article.authors;
    case Field::kSource:
      return {article.source};
    case Field::kSection:
      return {article.section};
    case Field::kKeyword:
      return article.keywords;
    case Field::kLanguage:
      return {article.language};
    case Field::kId:
      return {article.id};
    case Field::kStory:
      return {};  // depends on the other articles
  }
  return {};
}

std::string digest(const Article& article, std::string_view enrichment_version) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto mix = [&](std::string_view bytes) {
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  };
  mix(to_json(article, false));
  mix(article.text);
  mix(enrichment_version);
  std::string bytes(8, '\0');
  for (char& byte : bytes) byte = static_cast<char>(hash & 0xFF), hash >>= 8;
  return bytes;
}

}  // namespace dateline
