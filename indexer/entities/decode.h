// The most probable labels of a run of candidates under one stage of the model.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/entities/analysis.h"

namespace dateline::entities {

/// Labels the candidates of an article, stage by stage. Keeps its memory from run to run; one per thread.
class Decoder {
 public:
  /// In `training` the labels are those that were learned, without what favour() adds.
  explicit Decoder(const Model& model, bool training = false) : model_(model), training_(training) {}

  /// Labels every token of `a` by the first stage alone, or by both.
  std::vector<std::uint8_t> first_stage(const Analysis& a);
  std::vector<std::uint8_t> both_stages(Analysis& a);

 private:
  void score(const Stage& stage, Scores& scores);
  static void add_trust(const std::array<std::int16_t, 3>& trust, Scores& scores);
  void best_path(const Stage& stage, const Scores* scores, Run run, std::vector<std::uint8_t>& labels);

  const Model& model_;
  bool training_;
  std::vector<std::uint64_t> features_;
  std::vector<const WeightRow*> rows_;  ///< where those of each feature would stand
  std::vector<Scores>
      second_;  ///< the second stage's scores of the article's candidates, without label features
  std::vector<Scores> scores_;
  std::vector<std::array<std::uint8_t, kLanes>> from_;
};

}  // namespace dateline::entities
