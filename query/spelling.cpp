#include "query/spelling.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kTwoEditsFrom = 8;
/// A word that is one edit further away, or begins with another letter, has to be so many times as frequent.
constexpr double kTimesAsFrequent = 10;

struct Spelling {
  std::string_view written;
  std::string_view as;
};
/// The longest first, so that tch is not read as t and ch.
constexpr std::array kSpellings{
    Spelling{"chtch", "shch"}, Spelling{"tsch", "ch"}, Spelling{"tch", "ch"}, Spelling{"sch", "sh"},
    Spelling{"dzh", "j"},      Spelling{"kh", "h"},    Spelling{"ou", "u"},   Spelling{"oo", "u"},
    Spelling{"ae", "a"},       Spelling{"oe", "o"},    Spelling{"ue", "u"},   Spelling{"ph", "f"},
    Spelling{"dj", "j"},       Spelling{"ck", "k"},    Spelling{"iy", "i"},   Spelling{"yi", "i"},
    Spelling{"w", "v"},        Spelling{"y", "i"},     Spelling{"q", "k"}};

bool is_correctable(const Node& node) {
  if (node.kind != Node::Kind::kWord || node.is_literal || !node.spellings.empty()) return false;
  const auto& word = node.words[0];
  const bool has_digit = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
  return word.size() >= kShortest && !has_digit;
}

}  // namespace

Correction typed_word(const Node& node) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  const auto first = std::ranges::find_if(node.text, is_letter) - node.text.begin();
  const auto last = std::find_if(node.text.rbegin(), node.text.rend(), is_letter).base() - node.text.begin();
  const auto begin = node.range.first + static_cast<std::uint32_t>(first);
  return {.typed = node.text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)),
          .field = node.field ? std::string(spec(*node.field).name) : "",
          .range = {begin, begin + static_cast<std::uint32_t>(last - first)}};
}

std::string written(const Xapian::Database& database, const std::string& word) {
  auto best = word;
  auto most = database.get_termfreq(word) / 2;
  const auto key = variants_key(word);
  for (auto form = database.synonyms_begin(key); form != database.synonyms_end(key); ++form) {
    const auto count = database.get_termfreq(std::string(kExactFormPrefix) + *form);
    if (count > most) most = count, best = *form;
  }
  return best;
}

std::string corrected_query(std::string_view text, const std::vector<Correction>& corrections) {
  std::string query(text);
  for (const auto& one : std::views::reverse(corrections))
    query.replace(one.range.first, one.range.second - one.range.first, one.word);
  return query;
}

std::string exact_query(std::string_view text, const std::vector<Correction>& corrections) {
  std::string query(text);
  for (const auto& correction : std::views::reverse(corrections)) query.insert(correction.range.first, "=");
  return query;
}

std::string same_sounds(std::string_view word) {
  std::string sounds;
  while (!word.empty()) {
    const auto found =
        std::ranges::find_if(kSpellings, [&](const Spelling& one) { return word.starts_with(one.written); });
    const bool listed = found != kSpellings.end();
    for (const char c : listed ? found->as : word.substr(0, 1)) {
      if (sounds.empty() || sounds.back() != c) sounds.push_back(c);
    }
    word.remove_prefix(listed ? found->written.size() : 1);
  }
  return sounds;
}

std::vector<Correction> Speller::correct(Node& root) {
  std::vector<Correction> corrections;
  correct_below(root, corrections);
  return corrections;
}

void Speller::correct_below(Node& node, std::vector<Correction>& corrections) {
  const std::size_t children = node.kind == Node::Kind::kAndNot ? 1 : node.children.size();
  for (std::size_t n = 0; n < children; ++n) correct_below(node.children[n], corrections);
  if (!is_correctable(node) || ++looked_up_ > kMostLookedUp) return;
  const auto prefix = node.field ? std::string(spec(*node.field).word_prefix) : "";
  auto better = best_for(prefix, node.words[0]);
  if (better.empty()) return;
  auto correction = typed_word(node);
  correction.word = written(database_, better);
  corrections.push_back(std::move(correction));
  node.words[0] = std::move(better);
}

/// The word behind `prefix` that was most likely meant; "" where `word` itself was, or nothing is near.
std::string Speller::best_for(const std::string& prefix, const std::string& word) {
  const auto is_known = [&](const std::string& form) { return database_.term_exists(prefix + form); };
  if (std::ranges::any_of(forms_.of(word), is_known)) return "";
  const auto& words = lookup_.words(database_, columns_, prefix);
  const auto sounds = same_sounds(word);
  const std::size_t most = word.size() >= kTwoEditsFrom ? 2 : 1;
  double best_weight = 0;
  std::string best;
  const auto consider = [&](std::size_t number, std::size_t distance) {
    const auto candidate = words.word(number);
    const auto count = words.count(number);
    if (candidate.size() < kShortest - 1) return;
    if (same_sounds(candidate) == sounds) distance = std::min<std::size_t>(distance, 1);
    const auto unlike = distance + (candidate[0] == word[0] ? 0 : 1);
    const double weight = count / std::pow(kTimesAsFrequent, unlike);
    if (weight > best_weight) best_weight = weight, best = candidate;
  };
  words.near(word, most, Nearness::kWhole, consider);
  if (sounds != word)
    words.near(sounds, 1, Nearness::kWhole, [&](std::size_t number, std::size_t) {
      if (same_sounds(words.word(number)) == sounds) consider(number, 1);
    });
  return best;
}

}  // namespace dateline
