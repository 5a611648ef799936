// `near:`: articles with a place around another one.
#pragma once

#include <string_view>

#include "query/doc_set.h"
#include "query/parse.h"

namespace Xapian {
class Database;
}

namespace dateline {

inline constexpr double kUsualKilometres = 50;     ///< of `near:` without a distance
inline constexpr double kMostKilometres = 20'037;  ///< half around the earth

/// Reads `place`, a name or LATITUDE,LONGITUDE in degrees, and `distance`, a number with km or mi behind it
/// (km without one; empty: kUsualKilometres), as a node of kind kAround.
/// Errors: kInvalidArgument  no place, no point of the earth, or no distance up to kMostKilometres
std::expected<Node, Error> parse_around(std::string_view place, std::string_view distance);

/// The same of PLACE or PLACE~DISTANCE.
std::expected<Node, Error> parse_around(std::string_view text);

/// Kilometres between two points along a great circle of a sphere of the earth's mean radius.
double kilometres_between(const GeoPoint& a, const GeoPoint& b);

/// The articles that have a point at most `kilometres` from `centre`. Time grows with the points of its
/// latitudes that the archive has. Xapian's errors pass through.
DocSet articles_around(const Xapian::Database& database, const GeoPoint& centre, double kilometres,
                       DocId last);

}  // namespace dateline
