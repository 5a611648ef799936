// Reads GeoNames' dumps, as download.geonames.org/export/dump offers them, into a gazetteer.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/entities/places/builder.h"
#include "indexer/entities/places/dump_rows.h"

namespace dateline {

/// What became of the lines of all dumps; comments and empty lines are not counted.
struct DumpCounts {
  std::uint64_t taken = 0;                                      ///< a place, a division, a country or a name
  std::array<std::uint64_t, kPassedOverReasons> passed_over{};  ///< of no use for articles, by PassedOver
  std::uint64_t refused = 0;                                    ///< not of the form of their file
};

/// "81172 lines taken, 0 refused; passed over: 12 settlements without people".
std::string to_string(const DumpCounts& counts);

/// Told of each refused line: the file (or "archive!/member"), the line and what is wrong.
using RefusedLine = std::function<void(const std::string& path, std::uint64_t line, const Error& error)>;

/// Adds the places of `files` to `builder`. What a file is, is told by the columns of its first line:
///
///   19, a number first        cities500 … cities15000, allCountries, a country's own file
///   19, a country code first  countryInfo
///   4, as US.TX or US.TX.201  admin1CodesASCII, admin2Codes
///   8 or 10, numbers first    alternateNames, alternateNamesV2
///
/// Files are read line by line, compressed or in a zip as they are distributed, in any order: codes first,
/// then places, then names, so that a file may be opened three times. Memory grows with the places taken:
/// inhabited ones with a population or a seat, divisions of the first two levels, and those natural features
/// that are known in several languages. A bad line costs that line only.
///
/// Errors: kIo      a file cannot be read
///         kFormat  a file holds no dump, or is damaged
std::expected<DumpCounts, Error> import_geonames(const std::vector<std::string>& files,
                                                 GazetteerBuilder& builder, const RefusedLine& refused);

}  // namespace dateline
