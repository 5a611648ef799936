// The openly licensed corpora that the model is trained on, as running text with marked names.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/entities/train/annotated.h"

namespace dateline::train {

/// The hand-annotated corpora below `data` (Wikigold, Universal NER, CrossNER, Broad Twitter, WNUT 2017,
/// re3d, Europarl, multiNER). Errors: kNotFound, kIo, kFormat  a file is missing or unreadable
std::expected<std::vector<Sample>, Error> read_gold(const std::filesystem::path& data);

/// The Groningen Meaning Bank below `data`: annotated by machines, several sentences a sample; cleaned of
/// titles in front of people and of nationalities taken for places.
std::expected<std::vector<Sample>, Error> read_silver(const std::filesystem::path& data);

/// Open running text without marks, one article an element: Wikinews and Digital.gov.
std::expected<std::vector<std::string>, Error> read_plain(const std::filesystem::path& data);

}  // namespace dateline::train
