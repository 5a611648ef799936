// From the corpora to a model: lexicon, examples, two stages.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>

#include "corpus/base/error.h"

namespace dateline::train {

struct TrainOptions {
  std::filesystem::path data;  ///< folder with the corpora
  int epochs = 6;
  std::size_t rows_first = 215'000;   ///< features kept of the first stage
  std::size_t rows_second = 320'000;  ///< … of the second
};

/// Trains and returns the model's bytes; `say` hears of each step.
/// Errors: kNotFound, kIo, kFormat  a corpus is missing or unreadable
std::expected<std::string, Error> train_model(const TrainOptions& options,
                                              const std::function<void(std::string)>& say);

}  // namespace dateline::train
