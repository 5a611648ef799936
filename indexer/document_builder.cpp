#include "indexer/document_builder.h"

#include <algorithm>

#include "indexer/document.h"
#include "indexer/story.h"

namespace dateline {
namespace {

/// Terms kept from article to article.
constexpr std::size_t kMostTerms = 400'000;

/// Words of a text that are looked up together.
constexpr std::size_t kWordsAtOnce = 32;

/// Words whose stem is worth asking for: no numbers, no single letters.
bool has_stem(std::string_view word) { return word.size() >= 3 && (word[0] < '0' || word[0] > '9'); }

}  // namespace

DocumentBuilder::DocumentBuilder(Enrichment enrichment) : enrichment_(std::move(enrichment)) {
  document_.table = &table_;
}

const IndexDocument& DocumentBuilder::build(const Article& given, std::string_view origin,
                                            std::vector<Synonym>& synonyms, const Digested* known) {
  const auto fresh = known != nullptr ? Digested{} : digested(given, enrichment_.version);
  const auto& as_given = known != nullptr ? *known : fresh;
  if (enrichment_.add) {
    enriched_ = given;
    enrichment_.add(enriched_);
  }
  const auto& article = enrichment_.add ? enriched_ : given;
  clear();
  const auto title_words = add_text(article.title, 1, true);
  add_text(article.text, text_position(title_words), false);
  add_exact_forms(synonyms);
  add_stems(article.language.empty() ? kDefaultLanguage : article.language, synonyms);

  for (const auto& row : kFields) {
    const bool is_value = row.field != Field::kTitle && row.field != Field::kId;
    if (is_value) add_values(row.field, values_of(article, row.field));
  }
  add_aliases(article, synonyms);
  entry("", id_term(article.id));
  if (!origin.empty()) entry("", origin_term(origin));

  lay_out_positions();
  add_slots(article, as_given.digest);
  if (enrichment_.add) {
    document_.data = encode_stored(article);
  } else {
    document_.data.assign(as_given.json).append(1, '\n').append(article.text);
  }
  return document_;
}

bool DocumentBuilder::forget_if_many() {
  if (table_.size() + values_met_.size() < kMostTerms) return false;
  table_.clear();
  known_.clear();
  values_met_.clear();
  values_.clear();
  value_words_.clear();
  aliases_given_.clear();
  documents_ = 0;
  return true;
}

void DocumentBuilder::clear() {
  ++documents_;
  document_.terms.clear();
  document_.words.clear();
  entries_.clear();
  occurrences_.clear();
  forms_.clear();
}

std::uint32_t DocumentBuilder::entry(std::uint32_t number) {
  if (known_.size() <= number) known_.resize(number + 1);
  auto& known = known_[number];
  if (known.document != documents_) {
    known.document = documents_;
    known.entry = static_cast<std::uint32_t>(entries_.size());
    document_.terms.push_back({.number = number});
    entries_.emplace_back();
  }
  return known.entry;
}

std::uint32_t DocumentBuilder::entry(std::string_view prefix, std::string_view term) {
  return entry(number_of(prefix, term));
}

std::uint32_t DocumentBuilder::number_of(std::string_view prefix, std::string_view term) {
  return prefix.empty() ? table_.number_of(term) : table_.number_of(prefix, term);
}

void DocumentBuilder::add_position(std::uint32_t at, std::uint32_t position) {
  auto& last = entries_[at].last_occurrence;
  if (last != 0 && occurrences_[last - 1].position == position) return;
  occurrences_.push_back({position, last});
  last = static_cast<std::uint32_t>(occurrences_.size());
  ++document_.terms[at].position_count;
}

/// Adds the words of a text, which begins at `first_position`; gives how many positions it takes.
std::uint32_t DocumentBuilder::add_text(std::string_view text, std::uint32_t first_position, bool is_title) {
  std::uint32_t words = 0;
  tokenizer_.reset(text);
  while (read_words(text)) {
    number_words();
    for (const auto& word : words_) add_word(word, first_position + word.position, is_title);
    words = words_.back().position + 1;
  }
  return words;
}

/// Reads the next words of the text; false at its end. They are many, because what is known of each has to
/// come from far away in memory: so it comes for all of them at once.
bool DocumentBuilder::read_words(std::string_view text) {
  words_.clear();
  word_bytes_.truncate(0);
  word_bytes_.room(kWordsAtOnce * 2 * (kMaxTermBytes + kExactFormPrefix.size()));  // the keys look into it
  const auto key_of = [&](std::string_view prefix, std::string_view term) {
    const auto begin = word_bytes_.size();
    word_bytes_.append(prefix);
    word_bytes_.append(term);
    return table_.key_of(word_bytes_.view().substr(begin));
  };
  for (Token token; words_.size() < kWordsAtOnce && tokenizer_.next(token);) {
    auto& word = words_.emplace_back(Word{.key = key_of("", token.term),
                                          .position = token.position,
                                          .is_ngram = token.is_ngram,
                                          .is_folded = token.is_folded});
    if (token.is_folded) continue;
    const auto bytes = std::min<std::size_t>(token.end - token.begin, kMaxTermBytes);
    word.form = key_of(kExactFormPrefix, text.substr(token.begin, bytes));
  }
  return !words_.empty();
}

void DocumentBuilder::number_words() {
  const auto number_of = [&](const TermTable::Key& key) {
    const auto number = table_.number_of(key);
    if (number < known_.size()) __builtin_prefetch(&known_[number], 1);
    return number;
  };
  for (auto& word : words_) {
    word.number = number_of(word.key);
    if (!word.is_folded) word.form_number = number_of(word.form);
  }
}

void DocumentBuilder::add_word(const Word& word, std::uint32_t position, bool is_title) {
  const auto at = entry(word.number);
  ++document_.terms[at].wdf;
  entries_[at].is_word |= !word.is_ngram;
  entries_[at].stands_folded |= word.is_folded;
  document_.words.push_back({word.number, position});
  if (is_title) entry(spec(Field::kTitle).word_prefix, word.key.term);
  if (word.is_folded) return;
  const auto before = entries_.size();
  entry(word.form_number);
  if (entries_.size() > before) forms_.push_back({word.number, word.form_number});
}

/// The number of the exact form that is written as the folded word.
std::uint32_t DocumentBuilder::own_form(std::uint32_t number) {
  if (known_[number].own_form == 0)
    known_[number].own_form = number_of(kExactFormPrefix, std::string(table_.name(number))) + 1;
  return known_[number].own_form - 1;
}

/// The exact-form terms of folded words, and the synonyms; see the schema for which words get one.
void DocumentBuilder::add_exact_forms(std::vector<Synonym>& synonyms) {
  for (const auto& [folded, form] : forms_) {
    if (entries_[known_[folded].entry].stands_folded) entry(own_form(folded));
    if ((known_[form].given & kFormGiven) != 0) continue;
    known_[form].given |= kFormGiven;
    const auto written = table_.name(form).substr(kExactFormPrefix.size());
    synonyms.push_back({variants_key(table_.name(folded)), std::string(written)});
  }
}

void DocumentBuilder::add_stems(std::string_view language, std::vector<Synonym>& synonyms) {
  if (!stemmer_.knows(language)) return;
  const auto bit = bit_of(language);
  for (std::size_t n = 0; n < entries_.size(); ++n) {
    const auto number = document_.terms[n].number;
    if (!entries_[n].is_word || (known_[number].given & bit) != 0) continue;
    known_[number].given |= bit;
    const auto word = table_.name(number);
    if (!has_stem(word)) continue;
    auto stem = stemmer_.stem(language, word);
    if (stem != word) synonyms.push_back({stem_key(language, stem), std::string(word)});
  }
}

/// The bit of Known::given for a language; 0, nothing is remembered, where there are too many.
std::uint32_t DocumentBuilder::bit_of(std::string_view language) {
  const auto known = static_cast<std::size_t>(std::ranges::find(languages_, language) - languages_.begin());
  if (known == languages_.size() && known < kLanguages) languages_.emplace_back(language);
  return known < kLanguages ? std::uint32_t{1} << known : 0;
}

const DocumentBuilder::Value& DocumentBuilder::known_value(Field field, std::string_view value) {
  const char letter = static_cast<char>(kFirstLetter + static_cast<int>(field));
  const auto number = values_met_.number_of({&letter, 1}, value);
  if (number < values_.size()) return values_[number];
  auto& known = values_.emplace_back(Value{.term = number_of("", exact_term(field, value_key(value))),
                                           .document = documents_,
                                           .first_word = static_cast<std::uint32_t>(value_words_.size())});
  const auto prefix = spec(field).word_prefix;
  if (prefix.empty()) return known;
  tokenizer_.reset(value);
  for (Token token; tokenizer_.next(token);)
    value_words_.push_back({number_of(prefix, token.term), token.position});
  known.word_count = static_cast<std::uint32_t>(value_words_.size()) - known.first_word;
  return known;
}

/// One value of a field: the whole value, and its words from `position` on, which moves behind them.
void DocumentBuilder::add_value(Field field, std::string_view value, std::uint32_t& position) {
  if (value.empty()) return;
  const auto known = known_value(field, value);
  entry(known.term);
  std::uint32_t words = 0, first = 0;
  for (const auto& [term, place] : std::span(value_words_).subspan(known.first_word, known.word_count)) {
    const auto word = entry(term);
    if (words == 0) {
      first = word;  // its position is of use once a second word follows
    } else {
      if (words == 1) add_position(first, position);
      add_position(word, position + place);
    }
    words = place + 1;
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

/// Lays the positions of the terms out one after the other.
void DocumentBuilder::lay_out_positions() {
  // Xapian's check takes positions in a document of length 0 for damage.
  const bool has_words = !document_.words.empty();
  document_.positions.resize(has_words ? occurrences_.size() : 0);
  std::uint32_t next = 0;
  for (std::size_t n = 0; n < entries_.size(); ++n) {
    auto& term = document_.terms[n];
    if (!has_words) term.position_count = 0;
    term.first_position = next;
    next += term.position_count;
    auto at = next;
    for (auto link = has_words ? entries_[n].last_occurrence : 0; link != 0;
         link = occurrences_[link - 1].previous) {
      document_.positions[--at] = occurrences_[link - 1].position;
    }
  }
}

void DocumentBuilder::add_slots(const Article& article, std::string_view digest) {
  document_.values.clear();
  if (article.published) {
    document_.values.emplace_back(kPublishedSlot, encode_instant(article.published->instant));
    document_.values.emplace_back(kDaySlot, encode_day(article.published->day()));
  }
  document_.values.emplace_back(kDigestSlot, digest);
  if (const auto bands = story_bands(article.text); !bands.empty())
    document_.values.emplace_back(kBandsSlot, encode_bands(bands));
}

}  // namespace dateline
