// The most probable labels of a run of candidates under one stage of the model.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/entities/analysis.h"
#include "indexer/entities/token_scores.h"

namespace dateline::entities {

/// Labels the candidates of an article, stage by stage. Keeps its memory from run to run; one per thread.
class Decoder {
 public:
  /// In `training` the labels are those that were learned, without what favour() adds.
  explicit Decoder(const Model& model, bool training = false)
      : model_(model), training_(training), token_scores_(model) {}

  /// Labels every token of `a` by the first stage alone, or by both.
  std::vector<std::uint8_t> first_stage(const Analysis& a);
  std::vector<std::uint8_t> both_stages(Analysis& a);

 private:
  static void add_trust(const std::array<std::int16_t, 3>& trust, Scores& scores);
  void best_path(std::size_t stage, std::size_t first, Run run, std::vector<std::uint8_t>& labels);

  Model model_;
  bool training_;
  TokenScores token_scores_;
  std::vector<TokenScores::ByStage> scores_;  ///< of the article's candidates
  std::vector<std::array<std::uint8_t, kLanes>> from_;
};

}  // namespace dateline::entities
