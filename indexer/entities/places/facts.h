// Reads the project's own list of places, facts.tsv, whose head says what its lines are.
#pragma once

#include <expected>
#include <string_view>

#include "corpus/base/error.h"
#include "indexer/entities/places/builder.h"

namespace dateline {

/// Adds the places of `text` to `builder`. Names and words for people may be of countries that later lists
/// bring. Errors: kFormat  a line is not of the list's form, with its number
std::expected<void, Error> add_facts(std::string_view text, GazetteerBuilder& builder);

}  // namespace dateline
