// Headlines in capitals and datelines, which the corpora lack and news has: put in front of some of their
// texts.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/entities/train/annotated.h"

namespace dateline::train {

/// A town as datelines name it.
struct Town {
  std::string name, country;
};

/// Large towns and capitals of gaz-geonames below `data`.
/// Errors: kNotFound  a file is missing
std::expected<std::vector<Town>, Error> read_towns(const std::filesystem::path& data);

/// Puts a dateline, and over some of them the first sentence in capitals, in front of every `every`th sample.
/// The choice depends on nothing but the order of the samples.
void add_headings(std::vector<Sample>& samples, const std::vector<Town>& towns, std::size_t every);

}  // namespace dateline::train
