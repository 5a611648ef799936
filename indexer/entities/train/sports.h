// Sports results made up from name lists: the corpora have none, news is full of them, and their lists of
// players and of teams that go by their town's name follow rules of their own.
#pragma once

#include <string>
#include <vector>

#include "indexer/entities/train/annotated.h"
#include "indexer/entities/train/augment.h"

namespace dateline::train {

/// Names to make results of.
struct Cast {
  std::vector<Town> towns;
  std::vector<std::string> given_names, surnames;
};

/// Large towns, and the more frequent names of people, from the lists below `data`.
/// Errors: kNotFound  a file is missing
std::expected<Cast, Error> read_cast(const std::filesystem::path& data);

/// `count` reports: a headline in capitals, a dateline, and lines of results. Always the same for one cast.
std::vector<Sample> sports_reports(const Cast& cast, std::size_t count);

}  // namespace dateline::train
