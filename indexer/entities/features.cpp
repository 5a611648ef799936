// The features of a candidate token.
#include "indexer/entities/features.h"

#include <algorithm>
#include <bit>

#include "indexer/entities/feature_templates.h"

namespace dateline::entities {
namespace {

/// Takes all features, in their order.
class AllFeatures {
 public:
  explicit AllFeatures(std::vector<std::uint64_t>& out) : out_(out) {}
  static constexpr bool wants(Template) { return true; }
  void take(Template, std::uint64_t one) { out_.push_back(one); }

 private:
  std::vector<std::uint64_t>& out_;
};

/// Takes the features of the groups that have a part.
class SomeFeatures {
 public:
  SomeFeatures(const PartOfGroup& parts, std::vector<PartFeature>& out) : parts_(parts), out_(out) {}
  bool wants(Template name) const { return part(name) != kNoPart; }
  void take(Template name, std::uint64_t one) { out_.push_back({one, part(name)}); }

 private:
  std::uint32_t part(Template name) const { return parts_[static_cast<std::size_t>(group_of(name))]; }
  const PartOfGroup& parts_;
  std::vector<PartFeature>& out_;
};

/// One token seen from its run: its neighbours, with marks for the line's ends.
template <typename Features>
class View {
 public:
  View(const Analysis& a, Run run, std::uint32_t i, Features out)
      : a_(a), list_(a.tokens.list), run_(run), i_(i), out_(out) {
    constexpr int kFarthest = 2;
    while (first_ > -kFarthest && before_in_line(std::int64_t{i} + first_) >= 0) --first_;
    while (last_ < kFarthest && after_in_line(std::int64_t{i} + last_) >= 0) ++last_;
  }

  /// What the features of each group follow from, and nothing else.
  FeatureKeys keys() const {
    FeatureKeys keys{};
    const auto set = [&](FeatureGroup group, std::uint64_t a, std::uint64_t b) {
      const auto name = 256 + static_cast<std::uint64_t>(group);
      keys[static_cast<std::size_t>(group)] = feature(name, a, b) | 1;
    };
    const auto& token = list_[i_];
    const auto& facts = a_.facts[i_];
    set(FeatureGroup::kToken, token.word,
        cluster(0) << 32 | shape(0) << 8 | std::uint64_t{token.sentence_start} << 4 | length());
    set(FeatureGroup::kBefore, word(-1), known(-1));
    set(FeatureGroup::kAfter, word(1), known(1));
    set(FeatureGroup::kBefore2, word(-2), known(-2));
    set(FeatureGroup::kAfter2, word(2), known(2));
    set(FeatureGroup::kShapes, shape(-1) << 32 | shape(0) << 16 | shape(1),
        glue() << 16 | run_length() << 8 | place_in_run());
    set(FeatureGroup::kFlags, std::uint64_t{flags(-1)} << 32 | flags(1),
        std::uint64_t{facts.flags} << 32 | shape(0));
    set(FeatureGroup::kPhrases, feature(0, phrase_at(-1), phrase_at(1)), phrase_at(0));
    const auto left = left_of_run(), right = right_of_run();
    set(FeatureGroup::kRunLeft, word_at(left, 1),
        std::uint64_t{flags_at(left)} << 32 | cluster_at(left) << 8 | place_in_run());
    set(FeatureGroup::kRunRight, word_at(right, 2),
        std::uint64_t{flags_at(right)} << 32 | cluster_at(right) << 8 | place_in_run());
    set(FeatureGroup::kClusters, cluster(0) >> 6, (cluster(-1) >> 6) << 32 | cluster(1) >> 6);
    set(FeatureGroup::kUses, facts.flags,
        uses() << 32 | cases() << 16 | shape(0) << 1 | std::uint64_t{token.sentence_start});
    set(FeatureGroup::kSeen, seen_at(0), 0);
    set(FeatureGroup::kSeenBefore, seen_at(-1), 0);
    set(FeatureGroup::kSeenAfter, seen_at(1), 0);
    return keys;
  }

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
    if (out_.wants(name)) out_.take(name, feature(name, values...));
  }

  /// Whether the token `distance` away, two at most, stands in the same line.
  bool has(int distance) const { return distance >= first_ && distance <= last_; }
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

  /// What the lexicon says of a neighbour.
  std::uint64_t known(int distance) const { return std::uint64_t{flags(distance)} << 16 | cluster(distance); }
  std::uint64_t length() const { return std::min<std::uint32_t>(list_[i_].end - list_[i_].begin, 12); }
  std::uint64_t glue() const {
    return (list_[i_].glued ? 1u : 0u) | (has(1) && list_[i_ + 1].glued ? 2u : 0u);
  }
  std::uint64_t phrase_at(int distance) const {
    if (!has(distance)) return 0;
    const auto& facts = a_.facts[i_ + distance];
    return facts.phrase_place == 0 ? 0 : std::uint64_t{facts.phrase} << 8 | facts.phrase_place;
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
    add(kGlue, glue(), s);
    add(kPattern, length(), s);
  }

  void affixes() {
    const auto fold = a_.tokens.fold(list_[i_]);
    for (std::size_t n = 2; n <= 4 && out_.wants(kPrefix); ++n) {
      if (fold.size() <= n) break;
      add(kPrefix, hash_word(fold.substr(0, n)));
      add(kSuffix, hash_word(fold.substr(fold.size() - n)));
    }
    if (fold.size() > 3) add(kFlagSuffix, hash_word(fold.substr(fold.size() - 3)), shape(-1));
  }

  void bits(Template name, std::uint32_t set) {
    if (!out_.wants(name)) return;
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

  std::int64_t left_of_run() const { return before_in_line(run_.begin); }
  std::int64_t right_of_run() const { return after_in_line(std::int64_t{run_.end} - 1); }
  std::uint64_t run_length() const { return std::min<std::uint32_t>(run_.end - run_.begin, 8); }
  std::uint64_t place_in_run() const { return (i_ == run_.begin ? 1u : 0u) | (i_ + 1 == run_.end ? 2u : 0u); }

  /// What stands before and after the whole run.
  void surroundings() {
    const auto left = left_of_run(), left2 = before_in_line(left);
    const auto right = right_of_run(), right2 = after_in_line(right);
    const auto place = place_in_run();
    add(kRunLeft, word_at(left, 1), place);
    add(kRunRight, word_at(right, 2), place);
    add(kRunLeftCluster, cluster_at(left), place);
    add(kRunRightCluster, cluster_at(right), place);
    add(kRunLeft2, word_at(left, 1), word_at(left2, 1));
    add(kRunRight2, word_at(right, 2), word_at(right2, 2));
    bits(kRunLeftFlags, flags_at(left));
    bits(kRunRightFlags, flags_at(right));
    add(kRunShape, run_length(), place << 8 | shape(0));
    const auto opens = left >= 0 && a_.tokens.fold(list_[left]) == "(";
    const auto closes = right >= 0 && a_.tokens.fold(list_[right]) == ")";
    if (opens || closes) add(kBrackets, opens * 2 + closes, shape(0));
    if (a_.facts[i_].dateline) add(kDateline, a_.facts[i_].dateline, shape(0));
  }

  const ArticleWord* article_word(int distance) const {
    const auto word = has(distance) ? a_.facts[i_ + distance].word : -1;
    return word < 0 ? nullptr : &a_.words[static_cast<std::size_t>(word)];
  }

  std::uint64_t seen_at(int distance) const {
    const auto* w = article_word(distance);
    return w == nullptr ? 0 : w->seen;
  }

  std::uint64_t uses() const {
    return static_cast<std::uint64_t>(std::bit_width(std::min(article_word(0)->count, 15u)));
  }
  std::uint64_t cases() const { return seen_at(0) & (kSeenLower | kSeenCapital | kSeenUpper); }

  void article() {
    const auto* w = article_word(0);
    bits(kSeen, w->seen);
    add(kCount, uses(), shape(0));
    constexpr auto kPerson = kSeenAfterTitle | kSeenAfterGivenName | kSeenBesideInitial | kSeenBesideSpeech;
    constexpr auto kPlace = kSeenAfterIn | kSeenBeforeCommaPlace | kSeenBeforePlaceWord | kSeenInPlaceName;
    add(kSeenSet, w->seen & (kPerson | kPlace | kSeenAfterThe));
    add(kSeenFlagsSet, cases(), a_.facts[i_].flags & kNameFlags);
    add(kWordSeen, cases(), shape(0) << 1 | list_[i_].sentence_start);
    if (const auto* before = article_word(-1)) bits(kSeenBefore, before->seen);
    if (const auto* after = article_word(1)) bits(kSeenAfter, after->seen);
  }

  const Analysis& a_;
  const std::vector<Token>& list_;
  Run run_;
  std::uint32_t i_;
  int first_ = 0, last_ = 0;  ///< the tokens of its line that are looked at, counted from it
  Features out_;
};

}  // namespace

void token_features(const Analysis& a, Run run, std::uint32_t i, std::vector<std::uint64_t>& out) {
  View(a, run, i, AllFeatures(out)).all();
}

void token_features(const Analysis& a, Run run, std::uint32_t i, const PartOfGroup& parts,
                    std::vector<PartFeature>& out) {
  View(a, run, i, SomeFeatures(parts, out)).all();
}

FeatureKeys feature_keys(const Analysis& a, Run run, std::uint32_t i) { return View(a, run, i, 0).keys(); }

}  // namespace dateline::entities
