// What the lexicon and the whole article say of each token.
#include "indexer/entities/analysis.h"

#include <algorithm>

namespace dateline::entities {
namespace {

constexpr std::size_t kMaxPhrase = 6;  ///< words of the longest known sequence

bool capital(const Token& token) {
  return token.shape == Shape::kTitle || token.shape == Shape::kUpper || token.shape == Shape::kMixed ||
         token.shape == Shape::kDotted;
}

void look_up_words(const Model& model, Analysis& a) {
  constexpr std::size_t kAhead = 16;  // words that memory is asked for while others are read
  const auto& list = a.tokens.list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& token = list[i];
    if (i + kAhead < list.size()) model.prefetch_word(list[i + kAhead].word);
    if (token.shape == Shape::kMark || token.shape == Shape::kNumber) continue;
    const auto& entry = model.word(token.word);
    auto& facts = a.facts[i];
    facts.flags = entry.flags;
    const bool low = token.shape == Shape::kLower;
    facts.cluster = low ? entry.lower : entry.capital;
    if (facts.cluster == 0 && (token.capital_line || token.sentence_start)) facts.cluster = entry.lower;
  }
}

/// Marks the longest known sequences of words, from left to right.
void look_up_phrases(const Model& model, Analysis& a) {
  const auto& list = a.tokens.list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].candidate || (a.facts[i].flags & kPhraseStart) == 0) continue;
    std::size_t end = 0;
    std::uint32_t flags = 0;
    auto hash = list[i].word;
    for (std::size_t k = 1; k < kMaxPhrase && i + k < list.size() && !list[i + k].line_start; ++k) {
      hash = phrase_hash(hash, list[i + k].word);
      const auto& entry = model.word(hash);
      if (entry.flags != 0) {
        end = i + k + 1;
        flags = entry.flags;
      }
    }
    if (end == 0) continue;
    for (auto k = i; k < end; ++k) {
      a.facts[k].phrase = flags;
      a.facts[k].phrase_place = k == i ? 1 : k + 1 == end ? 3 : 2;
    }
    i = end - 1;
  }
}

bool is_dash(std::string_view fold) { return fold == "-" || fold == "--" || fold == "–" || fold == "—"; }

/// Marks the tokens before the dash, date or "(agency)" of a line such as "KABUL, Afghanistan (AP) - ".
void mark_dateline(Analysis& a, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLongest = 9;
  const auto& list = a.tokens.list;
  if (list[begin].shape == Shape::kMark || list[begin].shape == Shape::kLower) return;
  for (auto i = begin + 1; i < std::min(end, begin + kLongest); ++i) {
    const auto fold = a.tokens.fold(list[i]);
    std::uint8_t kind = 0;
    if (is_dash(fold) && !list[i].glued && i + 1 < end && !list[i + 1].glued) kind = 1;
    if (list[i].shape == Shape::kNumber && list[i].end - list[i].begin == 4 && i + 1 < end &&
        list[i + 1].glued && is_dash(a.tokens.fold(list[i + 1]))) {
      kind = 2;
    }
    if (fold == "(" && i + 2 < end && list[i + 1].candidate) {
      for (auto k = i + 2; k + 1 < std::min(end, i + 6) && kind == 0; ++k) {
        if (a.tokens.fold(list[k]) == ")" && is_dash(a.tokens.fold(list[k + 1]))) kind = 3;
      }
    }
    if (kind != 0) {
      for (auto k = begin; k < i; ++k) a.facts[k].dateline = kind;
      return;
    }
    if (list[i].shape == Shape::kLower && fold != "of" && fold != "de") return;
  }
}

void mark_lines(Analysis& a) {
  const auto& list = a.tokens.list;
  for (std::size_t begin = 0; begin < list.size();) {
    auto end = begin + 1;
    while (end < list.size() && !list[end].line_start) ++end;
    mark_dateline(a, begin, end);
    for (auto i = begin; i < end;) {
      if (!list[i].candidate) {
        ++i;
        continue;
      }
      const auto first = i;
      while (i < end && list[i].candidate && i - first < kMaxRun) ++i;
      a.runs.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(i)});
    }
    begin = end;
  }
}

/// Open addressing from a word's hash to its place in Analysis::words.
class WordIndex {
 public:
  explicit WordIndex(std::size_t words) {
    std::size_t capacity = 64;
    while (capacity < words * 2) capacity *= 2;
    slots_.resize(capacity);
  }
  std::int32_t& operator[](std::uint64_t hash) {
    auto at = static_cast<std::size_t>(hash * 0x9E3779B97F4A7C15 >> 20) & (slots_.size() - 1);
    while (slots_[at].word >= 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
    slots_[at].hash = hash;
    return slots_[at].word;
  }
  std::int32_t find(std::uint64_t hash) const {
    auto at = static_cast<std::size_t>(hash * 0x9E3779B97F4A7C15 >> 20) & (slots_.size() - 1);
    while (slots_[at].word >= 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
    return slots_[at].word;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::int32_t word = -1;
  };
  std::vector<Slot> slots_;
};

void index_words(Analysis& a) {
  const auto& list = a.tokens.list;
  std::size_t candidates = 0;
  for (const auto& token : list) candidates += token.candidate;
  WordIndex index(candidates);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].candidate) continue;
    auto& word = index[list[i].word];
    if (word < 0) {
      word = static_cast<std::int32_t>(a.words.size());
      a.words.emplace_back();
    }
    a.facts[i].word = word;
    ++a.words[static_cast<std::size_t>(word)].count;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].shape == Shape::kLower && !list[i].candidate) a.facts[i].word = index.find(list[i].word);
  }
}

std::uint32_t seen_at(const Analysis& a, std::size_t i) {
  const auto& list = a.tokens.list;
  const auto& token = list[i];
  if (token.shape == Shape::kLower) return kSeenLower;
  if (token.capital_line) return 0;
  static constexpr Token kNoToken{};
  static constexpr TokenFacts kNoFacts{};
  const bool has_before = i > 0 && !token.line_start;
  const bool has_after = i + 1 < list.size() && !list[i + 1].line_start;
  const auto& before = has_before ? list[i - 1] : kNoToken;
  const auto& after = has_after ? list[i + 1] : kNoToken;
  const auto was = has_before ? a.facts[i - 1].flags : 0;
  const auto will = has_after ? a.facts[i + 1].flags : 0;
  const auto& beyond =
      has_after && i + 2 < list.size() && !list[i + 2].line_start ? a.facts[i + 2] : kNoFacts;
  static const auto kPossessive = hash_word("'s"), kThe = hash_word("the"), kComma = hash_word(",");
  std::uint32_t seen = 0;
  if (!token.sentence_start) seen |= token.shape == Shape::kUpper ? kSeenUpper : kSeenCapital;
  if (was & kTitleWord) seen |= kSeenAfterTitle;
  if ((was & kGivenName) && capital(before)) seen |= kSeenAfterGivenName;
  if ((will & (kSurname | kFairSurname)) && capital(after)) seen |= kSeenBeforeSurname;
  if ((was & kPlacePreposition) && before.shape == Shape::kLower) seen |= kSeenAfterIn;
  if ((was | will) & kSpeechWord) seen |= kSeenBesideSpeech;
  if (has_after && after.word == kPossessive) seen |= kSeenPossessive;
  if (has_before && before.word == kThe) seen |= kSeenAfterThe;
  if ((will & (kOrganizationWord | kCompanyWord)) && capital(after)) seen |= kSeenBeforeOrganization;
  if (has_after && after.word == kComma && (beyond.flags & (kCountry | kRegion)) &&
      (beyond.flags & kWholeName)) {
    seen |= kSeenBeforeCommaPlace;
  }
  if ((will & kPlaceWord) && capital(after)) seen |= kSeenBeforePlaceWord;
  if (was & kRoleWord) seen |= kSeenAfterRole;
  if (before.shape == Shape::kInitial || after.shape == Shape::kInitial) seen |= kSeenBesideInitial;
  if (a.facts[i].phrase_place != 0) seen |= kSeenInPlaceName;
  seen |= capital(before) || capital(after) ? kSeenBesideCapital : kSeenAlone;
  return seen;
}

void gather_seen(Analysis& a) {
  for (std::size_t i = 0; i < a.tokens.list.size(); ++i) {
    if (a.facts[i].word >= 0) a.words[static_cast<std::size_t>(a.facts[i].word)].seen |= seen_at(a, i);
  }
}

}  // namespace

Analysis analyze(const Model& model, std::string_view title, std::string_view text) {
  Analysis a;
  a.tokens.list.reserve((title.size() + text.size()) / 5 + 16);
  a.tokens.folded.reserve(title.size() + text.size());
  tokenize(title, a.tokens);
  a.title_tokens = a.tokens.list.size();
  tokenize(text, a.tokens);
  a.facts.resize(a.tokens.list.size());
  look_up_words(model, a);
  look_up_phrases(model, a);
  mark_lines(a);
  index_words(a);
  gather_seen(a);
  return a;
}

}  // namespace dateline::entities
