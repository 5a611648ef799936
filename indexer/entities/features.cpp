// The features of a candidate token.
#include "indexer/entities/features.h"

#include <algorithm>
#include <bit>

#include "indexer/entities/votes.h"

namespace dateline::entities {
namespace {

// Names of the templates; the model depends on their order.
enum Template : std::uint64_t {
  kBias = 1,
  kWord,
  kWordShape,
  kBefore1,
  kBefore2,
  kAfter1,
  kAfter2,
  kPairBefore,
  kPairAfter,
  kAround,
  kPairBefore2,
  kPairAfter2,
  kShape,
  kShapeBefore,
  kShapeAfter,
  kShapeAround,
  kPattern,
  kPrefix,
  kSuffix,
  kStart,
  kStartWord,
  kFlag,
  kFlagBefore,
  kFlagAfter,
  kFlags,
  kFlagsBefore,
  kFlagsAfter,
  kFlagsAround,
  kPhrase,
  kPhraseBefore,
  kPhraseAfter,
  kCluster,
  kClusterBefore,
  kClusterAfter,
  kClusterBefore2,
  kClusterAfter2,
  kClusterPairBefore,
  kClusterPairAfter,
  kClusterAround,
  kRunLeft,
  kRunRight,
  kRunLeftCluster,
  kRunRightCluster,
  kRunLeft2,
  kRunRight2,
  kRunShape,
  kSeen,
  kSeenSet,
  kSeenFlagsSet,
  kCount,
  kDateline,
  kBrackets,
  kGlue,
  kFlagBefore2,
  kFlagAfter2,
  kRunLeftFlags,
  kRunRightFlags,
  kFlagSuffix,
  kSeenBefore,
  kSeenAfter,
  kFlagsCluster,
  kWordSeen,
  kPhraseFlag,
  kLabel = 128,
  kLabelPair,
  kLabelAround,
  kVote,
  kVoteSet,
  kVotePart,
  kVoteBefore,
  kVoteAfter,
  kVoteFlags,
  kLabelWord,
  kVoteAround,
};

constexpr std::uint32_t kNameFlags = kGivenName | kRareGivenName | kSurname | kFairSurname | kRareSurname |
                                     kBigCity | kCity | kTown | kRegion | kCountry | kDemonym | kPlaceName |
                                     kOrganizationWord | kCompanyWord | kTitleWord | kRoleWord | kPlaceWord |
                                     kCommonWord | kWholeName | kCalendarWord | kFunctionWord | kTeamWord;

std::uint64_t feature(std::uint64_t name, std::uint64_t a, std::uint64_t b = 0) {
  auto x = a * 0x9E3779B97F4A7C15 + std::rotl(b * 0xC2B2AE3D27D4EB4F, 31) + name * 0x165667B19E3779F9;
  x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9;
  return x ^ x >> 32;
}

/// One token seen from its run: its neighbours, with marks for the line's ends.
class View {
 public:
  View(const Analysis& a, Run run, std::uint32_t i, std::vector<std::uint64_t>& out)
      : a_(a), list_(a.tokens.list), run_(run), i_(i), out_(out) {}

  void all() {
    words();
    shapes();
    affixes();
    lexicon();
    clusters();
    surroundings();
    article();
  }

 private:
  template <typename... Values>
  void add(Template name, Values... values) {
    out_.push_back(feature(name, values...));
  }

  /// Whether the token `distance` away stands in the same line.
  bool has(int distance) const {
    const auto at = static_cast<std::int64_t>(i_) + distance;
    if (at < 0 || at >= static_cast<std::int64_t>(list_.size())) return false;
    for (int k = distance; k < 0; ++k) {
      if (list_[i_ + k + 1].line_start) return false;
    }
    for (int k = 1; k <= distance; ++k) {
      if (list_[i_ + k].line_start) return false;
    }
    return true;
  }
  std::uint64_t word(int distance) const {
    return has(distance) ? list_[i_ + distance].word : distance < 0 ? 1 : 2;
  }
  std::uint32_t flags(int distance) const { return has(distance) ? a_.facts[i_ + distance].flags : 0; }
  std::uint64_t cluster(int distance) const { return has(distance) ? a_.facts[i_ + distance].cluster : 1; }
  std::uint64_t shape(int distance) const {
    if (!has(distance)) return 20;
    const auto& token = list_[i_ + distance];
    if (token.shape == Shape::kMark) return 32 + static_cast<unsigned char>(a_.tokens.fold(token).front());
    return static_cast<std::uint64_t>(token.shape) + (token.capital_line ? 10 : 0);
  }

  void words() {
    const auto w = word(0), before = word(-1), after = word(1), before2 = word(-2), after2 = word(2);
    add(kBias, 0);
    add(kWord, w);
    add(kWordShape, w, shape(0));
    add(kBefore1, before);
    add(kAfter1, after);
    add(kBefore2, before2);
    add(kAfter2, after2);
    add(kPairBefore, before, w);
    add(kPairAfter, w, after);
    add(kAround, before, after);
    add(kPairBefore2, before2, before);
    add(kPairAfter2, after, after2);
  }

  void shapes() {
    const auto s = shape(0), before = shape(-1), after = shape(1);
    add(kShape, s);
    add(kShapeBefore, before, s);
    add(kShapeAfter, s, after);
    add(kShapeAround, before << 8 | after, s);
    add(kStart, list_[i_].sentence_start, s);
    if (list_[i_].sentence_start) add(kStartWord, (a_.facts[i_].flags & kNameFlags), shape(1));
    add(kGlue, (list_[i_].glued ? 1 : 0) | (has(1) && list_[i_ + 1].glued ? 2 : 0), s);
    const auto length = std::min<std::uint32_t>(list_[i_].end - list_[i_].begin, 12);
    add(kPattern, length, s);
  }

  void affixes() {
    const auto fold = a_.tokens.fold(list_[i_]);
    for (std::size_t n = 2; n <= 4; ++n) {
      if (fold.size() <= n) break;
      add(kPrefix, hash_word(fold.substr(0, n)));
      add(kSuffix, hash_word(fold.substr(fold.size() - n)));
    }
    if (fold.size() > 3) add(kFlagSuffix, hash_word(fold.substr(fold.size() - 3)), shape(-1));
  }

  void bits(Template name, std::uint32_t set) {
    for (; set != 0; set &= set - 1) add(name, std::countr_zero(set));
  }

  void lexicon() {
    const auto f = flags(0) & kNameFlags, before = flags(-1), after = flags(1);
    bits(kFlag, f);
    bits(kFlagBefore, before);
    bits(kFlagAfter, after);
    bits(kFlagBefore2, flags(-2));
    bits(kFlagAfter2, flags(2));
    add(kFlags, f, shape(0));
    add(kFlagsBefore, before & ~kPhraseStart, f);
    add(kFlagsAfter, f, after & ~kPhraseStart);
    add(kFlagsAround, (before & ~kPhraseStart) * 31 + (after & ~kPhraseStart), shape(0));
    const auto& facts = a_.facts[i_];
    add(kPhrase, facts.phrase & kNameFlags, facts.phrase_place);
    if (facts.phrase_place != 0) bits(kPhraseFlag, facts.phrase & kNameFlags);
    phrase(kPhraseBefore, -1);
    phrase(kPhraseAfter, 1);
  }

  void phrase(Template name, int distance) {
    if (!has(distance)) return;
    const auto& facts = a_.facts[i_ + distance];
    if (facts.phrase_place != 0) add(name, facts.phrase & kNameFlags, facts.phrase_place);
  }

  void clusters() {
    const auto c = cluster(0), before = cluster(-1), after = cluster(1);
    for (const int shift : {0, 6}) {
      const std::uint64_t level = shift == 0 ? 0 : 1u << 20;
      add(kCluster, c >> shift | level);
      add(kClusterBefore, before >> shift | level);
      add(kClusterAfter, after >> shift | level);
      add(kClusterBefore2, cluster(-2) >> shift | level);
      add(kClusterAfter2, cluster(2) >> shift | level);
    }
    add(kClusterPairBefore, before >> 6, c >> 6);
    add(kClusterPairAfter, c >> 6, after >> 6);
    add(kClusterAround, before >> 6, after >> 6);
    add(kFlagsCluster, flags(0) & kNameFlags, c >> 6);
  }

  /// The token before `i` in its line, or -1.
  std::int64_t before_in_line(std::int64_t i) const { return i <= 0 || list_[i].line_start ? -1 : i - 1; }
  /// The token after `i` in its line, or -1.
  std::int64_t after_in_line(std::int64_t i) const {
    const auto next = i + 1;
    return i < 0 || next >= static_cast<std::int64_t>(list_.size()) || list_[next].line_start ? -1 : next;
  }
  std::uint64_t word_at(std::int64_t i, std::uint64_t none) const { return i < 0 ? none : list_[i].word; }
  std::uint64_t cluster_at(std::int64_t i) const { return i < 0 ? 1 : a_.facts[i].cluster; }
  std::uint32_t flags_at(std::int64_t i) const { return i < 0 ? 0 : a_.facts[i].flags; }

  /// What stands before and after the whole run.
  void surroundings() {
    const auto left = before_in_line(run_.begin), left2 = before_in_line(left);
    const auto right = after_in_line(std::int64_t{run_.end} - 1), right2 = after_in_line(right);
    const auto place = (i_ == run_.begin ? 1u : 0u) | (i_ + 1 == run_.end ? 2u : 0u);
    add(kRunLeft, word_at(left, 1), place);
    add(kRunRight, word_at(right, 2), place);
    add(kRunLeftCluster, cluster_at(left), place);
    add(kRunRightCluster, cluster_at(right), place);
    add(kRunLeft2, word_at(left, 1), word_at(left2, 1));
    add(kRunRight2, word_at(right, 2), word_at(right2, 2));
    bits(kRunLeftFlags, flags_at(left));
    bits(kRunRightFlags, flags_at(right));
    add(kRunShape, std::min<std::uint32_t>(run_.end - run_.begin, 8), place << 8 | shape(0));
    const auto opens = left >= 0 && a_.tokens.fold(list_[left]) == "(";
    const auto closes = right >= 0 && a_.tokens.fold(list_[right]) == ")";
    if (opens || closes) add(kBrackets, opens * 2 + closes, shape(0));
    if (a_.facts[i_].dateline) add(kDateline, a_.facts[i_].dateline, shape(0));
  }

  const ArticleWord* article_word(int distance) const {
    const auto word = has(distance) ? a_.facts[i_ + distance].word : -1;
    return word < 0 ? nullptr : &a_.words[static_cast<std::size_t>(word)];
  }

  void article() {
    const auto* w = article_word(0);
    bits(kSeen, w->seen);
    add(kCount, std::bit_width(std::min(w->count, 15u)), shape(0));
    constexpr auto kPerson = kSeenAfterTitle | kSeenAfterGivenName | kSeenBesideInitial | kSeenBesideSpeech;
    constexpr auto kPlace = kSeenAfterIn | kSeenBeforeCommaPlace | kSeenBeforePlaceWord | kSeenInPlaceName;
    add(kSeenSet, w->seen & (kPerson | kPlace | kSeenAfterThe));
    add(kSeenFlagsSet, w->seen & (kSeenLower | kSeenCapital | kSeenUpper), a_.facts[i_].flags & kNameFlags);
    add(kWordSeen, w->seen & (kSeenLower | kSeenCapital | kSeenUpper),
        shape(0) << 1 | list_[i_].sentence_start);
    if (const auto* before = article_word(-1)) bits(kSeenBefore, before->seen);
    if (const auto* after = article_word(1)) bits(kSeenAfter, after->seen);
  }

  const Analysis& a_;
  const std::vector<Token>& list_;
  Run run_;
  std::uint32_t i_;
  std::vector<std::uint64_t>& out_;
};

/// Votes as a small number: nothing, or who leads and how clearly.
std::uint64_t verdict(const Votes& votes) {
  const int total = votes.total();
  if (total <= 0) return 0;
  const int best = votes.best();
  const int level = votes.of[best] == total ? 2 : votes.of[best] * 3 >= total * 2 ? 1 : 0;
  return static_cast<std::uint64_t>(1 + best * 9 + level * 3 + std::min(total, 3) - 1);
}

}  // namespace

void token_features(const Analysis& a, Run run, std::uint32_t i, std::vector<std::uint64_t>& out) {
  View(a, run, i, out).all();
}

void label_features(const Analysis& a, Run run, std::span<const std::uint8_t> labels, std::uint32_t i,
                    std::vector<std::uint64_t>& out) {
  const auto at = [&](std::int64_t k) -> std::uint64_t {
    return k < run.begin || k >= run.end ? 13 : labels[static_cast<std::size_t>(k)];
  };
  const auto own = labels[i];
  out.push_back(feature(kLabel, own));
  out.push_back(feature(kLabelPair, at(i - 1LL), own));
  out.push_back(feature(kLabelPair, own + 32u, at(i + 1LL)));
  out.push_back(feature(kLabelAround, at(i - 1LL) * 32 + at(i + 1LL), own));
  out.push_back(feature(kLabelWord, own, a.tokens.list[i].word));
  const auto votes = votes_of(a, i, own);
  const auto said = verdict(votes);
  out.push_back(feature(kVote, said, own));
  out.push_back(feature(kVotePart, said, static_cast<std::uint64_t>(votes.part)));
  out.push_back(feature(kVoteFlags, said, a.facts[i].flags & kNameFlags));
  out.push_back(
      feature(kVoteSet, static_cast<std::uint64_t>(votes.part) * 64 + said,
              static_cast<std::uint64_t>(a.tokens.list[i].shape) * 2 + a.tokens.list[i].sentence_start));
  std::uint64_t before = 40, after = 40;
  if (i > run.begin) before = verdict(votes_of(a, i - 1, labels[i - 1]));
  if (i + 1 < run.end) after = verdict(votes_of(a, i + 1, labels[i + 1]));
  out.push_back(feature(kVoteBefore, before, said));
  out.push_back(feature(kVoteAfter, said, after));
  out.push_back(feature(kVoteAround, before * 64 + after, own));
}

}  // namespace dateline::entities
