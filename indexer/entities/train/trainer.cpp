// The order of training: a model of the hand-made corpora picks what to trust in the machine-made one; then
// the first stage is learned twice on halves, so that the second sees labels of texts the first did not know.
#include "indexer/entities/train/trainer.h"

#include <algorithm>
#include <cstring>

#include "indexer/entities/decode.h"
#include "indexer/entities/features.h"
#include "indexer/entities/labels.h"
#include "indexer/entities/train/augment.h"
#include "indexer/entities/train/clusters.h"
#include "indexer/entities/train/corpora.h"
#include "indexer/entities/train/crf.h"
#include "indexer/entities/train/lexicon.h"
#include "indexer/entities/train/model_writer.h"
#include "indexer/entities/train/sports.h"
#include "indexer/entities/votes.h"

namespace dateline::train {
namespace {

using namespace dateline::entities;  // NOLINT: the trainer lives next to the model

constexpr float kSilverWeight = 0.3F;  ///< of texts marked by machine or made up
constexpr std::size_t kReports = 300;  ///< of made-up sports results
constexpr int kOrders = 3;             ///< in which the second stage, which decides, is learned
constexpr std::uint32_t
    kOddCorpora =  ///< with habits of their own: posts, lists of a ministry, Wikipedia's fields
    1u << kBroadTwitter | 1u << kWnut | 1u << kMultiner | 1u << kCrossner;

/// A text analysed with the lexicon, and what its tokens should be labelled.
struct Lesson {
  const Sample* sample;
  Analysis analysis;
  std::vector<std::uint8_t> labels;   ///< gold
  std::vector<std::uint8_t> guesses;  ///< the first stage's, for the second
  std::vector<bool> trusted;          ///< of each run
  int half = 0;                       ///< for crosswise training
};

/// Model bytes in memory that is aligned as Model::open wants it.
class ModelHolder {
 public:
  explicit ModelHolder(const std::string& bytes) : words_((bytes.size() + 7) / 8) {
    std::memcpy(words_.data(), bytes.data(), bytes.size());
    model_ = Model::open({reinterpret_cast<const char*>(words_.data()), bytes.size()});
  }
  const Model& operator*() const { return *model_; }

 private:
  std::vector<std::uint64_t> words_;
  std::expected<Model, Error> model_;
};

constexpr std::uint8_t kUnreachable = kLabels;  ///< in a name that the finder cannot find: not learned from

/// Labels the tokens inside each name; a name that cuts a token takes the whole token.
std::vector<std::uint8_t> gold_labels(const Analysis& a, const std::vector<Mention>& names) {
  std::vector<std::uint8_t> labels(a.tokens.list.size(), 0);
  const auto& list = a.tokens.list;
  std::size_t i = 0;
  for (const auto& name : names) {
    while (i < list.size() && list[i].end <= name.begin) ++i;
    const auto first = i;
    while (i < list.size() && list[i].begin < name.end) ++i;
    if (first == i) continue;
    bool reachable = true;
    for (auto k = first; k < i; ++k)
      reachable = reachable && list[k].candidate && (k == first || !list[k].line_start);
    if (!reachable) {
      std::fill(labels.begin() + static_cast<std::ptrdiff_t>(first),
                labels.begin() + static_cast<std::ptrdiff_t>(i), kUnreachable);
      continue;
    }
    const auto type = static_cast<int>(name.type);
    for (auto k = first; k < i; ++k) {
      const int part = i - first == 1 ? 3 : k == first ? 0 : k + 1 == i ? 2 : 1;
      labels[k] = static_cast<std::uint8_t>(make_label(type, part));
    }
  }
  return labels;
}

/// Whether every name stays inside one run: long runs are cut, and names that span a cut cannot be learned.
bool legal(Run run, const std::vector<std::uint8_t>& labels) {
  int before = 0;
  for (auto i = run.begin; i < run.end; ++i) {
    if (labels[i] == kUnreachable || !may_follow(before, labels[i])) return false;
    before = labels[i];
  }
  return may_end(before);
}

/// Whether the corpus may have left out a name in `run` because it does not part words at hyphens:
/// "London-based".
bool hides_name(const Lesson& lesson, Run run) {
  const auto& list = lesson.analysis.tokens.list;
  for (auto i = run.begin; i + 2 < run.end; ++i) {
    if (lesson.labels[i] == 0 && list[i].shape != Shape::kLower && list[i + 1].glued && list[i + 2].glued &&
        lesson.analysis.tokens.fold(list[i + 1]) == "-" && list[i + 2].shape == Shape::kLower &&
        lesson.labels[i + 2] == 0) {
      return true;
    }
  }
  return false;
}

/// Whether the labels of `run` are legal and tell all that stands there.
bool learnable(const Lesson& lesson, Run run) {
  return legal(run, lesson.labels) && !hides_name(lesson, run);
}

/// Whether `guesses` and the corpus's labels agree in `run`, or "Mr" makes the case clear.
bool agrees(const Lesson& lesson, Run run, const std::vector<std::uint8_t>& guesses) {
  const auto first = lesson.analysis.tokens.fold(lesson.analysis.tokens.list[run.begin]);
  return first == "mr." || first == "mrs." ||
         std::equal(guesses.begin() + run.begin, guesses.begin() + run.end,
                    lesson.labels.begin() + run.begin);
}

void add_examples(const Lesson& lesson, bool second_stage, Examples& out) {
  const auto& a = lesson.analysis;
  auto voted = second_stage ? a : Analysis{};
  if (second_stage) count_labels(voted, lesson.guesses);
  for (std::size_t r = 0; r < a.runs.size(); ++r) {
    const auto run = a.runs[r];
    if (!lesson.trusted[r]) continue;
    out.sequences.push_back({static_cast<std::uint32_t>(out.labels.size()), run.end - run.begin,
                             lesson.sample->weight, lesson.sample->corpus});
    for (auto i = run.begin; i < run.end; ++i) {
      token_features(a, run, i, out.features);
      if (second_stage) label_features(voted, run, lesson.guesses, i, out.features);
      out.feature_end.push_back(out.features.size());
      out.labels.push_back(lesson.labels[i]);
    }
  }
}

class Trainer {
 public:
  Trainer(const TrainOptions& options, const std::function<void(std::string)>& say)
      : options_(options), say_(say) {}

  std::expected<std::string, Error> run() {
    if (auto read = read_data(); !read) return std::unexpected(read.error());
    const ModelHolder empty(write_model(words_, {}, {}, 1, 1));
    for (const auto& sample : gold_) lessons_.push_back(lesson(*empty, sample));
    trust_silver(*empty);
    for (std::size_t i = 0; i < lessons_.size(); ++i) lessons_[i].half = static_cast<int>(i % 2);
    guess_crosswise();
    say_("learning the first stage");
    const auto first = learn_stage(false, -1, options_.epochs);
    say_("learning the second stage");
    const auto second = learn_stage(true, -1, options_.epochs);
    say_(fmt::format("features: {} and {}", first.features.size(), second.features.size()));
    return write_model(words_, first, second, options_.rows_first, options_.rows_second);
  }

 private:
  std::expected<void, Error> read_data() {
    auto gold = read_gold(options_.data), silver = read_silver(options_.data);
    if (!gold) return std::unexpected(gold.error());
    if (!silver) return std::unexpected(silver.error());
    auto plain = read_plain(options_.data);
    if (!plain) return std::unexpected(plain.error());
    auto lexicon = Lexicon::read(options_.data);
    if (!lexicon) return std::unexpected(lexicon.error());
    gold_ = std::move(*gold);
    silver_ = std::move(*silver);
    auto texts = *plain;
    for (const auto& sample : gold_) texts.push_back(sample.text);
    for (const auto& sample : silver_) texts.push_back(sample.text);
    say_(fmt::format("{} texts by hand, {} by machine, {} without marks", gold_.size(), silver_.size(),
                     plain->size()));
    lexicon->mark_common_words(texts);
    for (const auto& [word, lower, capital] : cluster_words(texts))
      lexicon->set_clusters(word, lower, capital);
    words_ = lexicon->table();
    const auto cast = read_cast(options_.data);
    if (!cast) return std::unexpected(cast.error());
    add_headings(gold_, cast->towns, 60);
    add_headings(silver_, cast->towns, 40);
    for (auto& report : sports_reports(*cast, kReports)) {
      report.corpus = kMadeUp;
      report.weight = kSilverWeight;
      gold_.push_back(std::move(report));
    }
    return {};
  }

  static Lesson lesson(const Model& model, const Sample& sample) {
    Lesson out{&sample, analyze(model, "", sample.text), {}, {}, {}, 0};
    out.labels = gold_labels(out.analysis, sample.names);
    for (const auto run : out.analysis.runs) out.trusted.push_back(learnable(out, run));
    return out;
  }

  Weights learn_stage(bool second, int half, int epochs) const {
    Examples examples;
    for (const auto& lesson : lessons_) {
      if (half < 0 || lesson.half == half) add_examples(lesson, second, examples);
    }
    say_(fmt::format("  {} runs, {} tokens, {} features", examples.sequences.size(), examples.labels.size(),
                     examples.features.size()));
    return learn(examples, {.epochs = epochs, .copied = kOddCorpora, .orders = second ? kOrders : 1});
  }

  /// Adds the sentences of the machine-made corpus in which a model of the others finds the same names.
  void trust_silver(const Model& empty) {
    say_("learning from the texts marked by hand");
    const ModelHolder holder(write_model(words_, learn_stage(false, -1, 4), {}, 1'000'000, 1));
    Decoder decoder(*holder, true);
    std::size_t kept = 0, all = 0;
    for (auto& sample : silver_) {
      sample.weight = kSilverWeight;
      auto fresh = lesson(empty, sample);
      const auto guesses = decoder.first_stage(fresh.analysis);
      judge(fresh, guesses);
      all += fresh.trusted.size();
      kept += static_cast<std::size_t>(std::count(fresh.trusted.begin(), fresh.trusted.end(), true));
      lessons_.push_back(std::move(fresh));
    }
    say_(fmt::format("  {} of {} runs marked by machine are trusted", kept, all));
  }

  /// Fills the guesses of each half by a first stage learned on the other.
  void guess_crosswise() {
    for (int half = 0; half < 2; ++half) {
      say_(fmt::format("learning half {}", half));
      const ModelHolder holder(
          write_model(words_, learn_stage(false, half, options_.epochs), {}, 1'000'000, 1));
      Decoder decoder(*holder, true);
      for (auto& lesson : lessons_) {
        if (lesson.half == half) continue;
        lesson.guesses = decoder.first_stage(lesson.analysis);
        if (lesson.sample->corpus == kGmb) judge(lesson, lesson.guesses);
      }
    }
  }

  /// Trusts of a machine-made text the runs on which a model agrees that has not seen it.
  static void judge(Lesson& lesson, const std::vector<std::uint8_t>& guesses) {
    for (std::size_t r = 0; r < lesson.trusted.size(); ++r) {
      const auto run = lesson.analysis.runs[r];
      lesson.trusted[r] = learnable(lesson, run) && agrees(lesson, run, guesses);
    }
  }

  TrainOptions options_;
  const std::function<void(std::string)>& say_;
  std::vector<Sample> gold_, silver_;
  std::vector<LexiconEntry> words_;
  std::vector<Lesson> lessons_;
};

}  // namespace

std::expected<std::string, Error> train_model(const TrainOptions& options,
                                              const std::function<void(std::string)>& say) {
  return Trainer(options, say).run();
}

}  // namespace dateline::train
