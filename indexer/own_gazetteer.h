// The gazetteer of one index: what is built in, and the dumps that its owner gave. It lies in the index's
// folder.
#pragma once

#include <string>
#include <vector>

#include "indexer/entities/places/geonames.h"
#include "indexer/entities/places/held.h"

namespace dateline {

/// A gazetteer made of dumps.
struct ImportedGazetteer {
  std::string bytes;
  DumpCounts counts;
};

/// The built-in gazetteer with the places of `dumps` added. Errors: as import_geonames
std::expected<ImportedGazetteer, Error> import_gazetteer(const std::vector<std::string>& dumps,
                                                         const RefusedLine& refused);

/// Makes `bytes` the gazetteer of the index in `directory`, which is made if it is not there. What is loaded
/// from then on uses it; articles that are there are found changed when they are loaded again.
/// Errors: kIo
std::expected<void, Error> keep_gazetteer(const std::string& directory, const std::string& bytes);

/// The gazetteer of the index in `directory`; the one built in where it has none of its own, or "" is given.
/// Errors: as map_gazetteer
std::expected<HeldGazetteer, Error> gazetteer_of(const std::string& directory);

}  // namespace dateline
