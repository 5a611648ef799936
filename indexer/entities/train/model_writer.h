// Puts a lexicon and two stages of weights into the flat form that Model reads.
#pragma once

#include <string>
#include <vector>

#include "indexer/entities/model.h"
#include "indexer/entities/train/crf.h"

namespace dateline::train {

/// The bytes of a model. Of each stage the `most_rows` features with the largest weights stay; weights become
/// 8-bit numbers of one scale.
std::string write_model(const std::vector<entities::LexiconEntry>& words, const Weights& first,
                        const Weights& second, std::size_t most_rows_first, std::size_t most_rows_second);

}  // namespace dateline::train
