#include "query/around.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "corpus/base/text.h"
#include "indexer/postings.h"

namespace dateline {
namespace {

constexpr double kEarthRadius = 6371.0088;  // kilometres, mean (IUGG)
constexpr double kKilometresOfMile = 1.609344;
constexpr double kRadians = std::numbers::pi / 180;

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  return error == std::errc() && end == last && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// LATITUDE,LONGITUDE, in range or not; nothing for anything else.
std::optional<GeoPoint> coordinates_of(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto latitude = number_of(trimmed(text.substr(0, comma)));
  const auto longitude = number_of(trimmed(text.substr(comma + 1)));
  if (!latitude || !longitude) return std::nullopt;
  return GeoPoint{*latitude, *longitude};
}

std::expected<double, Error> kilometres_of(std::string_view distance) {
  if (distance.empty()) return kUsualKilometres;
  auto digits = trimmed(distance);
  const bool is_miles = digits.ends_with("mi");
  if (is_miles || digits.ends_with("km")) digits = trimmed(digits.substr(0, digits.size() - 2));
  const auto number = number_of(digits);
  const auto kilometres = number.value_or(0) * (is_miles ? kKilometresOfMile : 1);
  if (!(kilometres > 0 && kilometres <= kMostKilometres)) {
    return std::unexpected(
        invalid("{} is not a distance: write ~50km or ~30mi", quoted(std::string("~").append(distance))));
  }
  return kilometres;
}

}  // namespace

std::expected<Node, Error> parse_around(std::string_view place, std::string_view distance) {
  const auto kilometres = kilometres_of(distance);
  if (!kilometres) return std::unexpected(kilometres.error());
  Node node{.kind = Node::Kind::kAround, .field = Field::kNear};
  node.kilometres = *kilometres;
  node.centre = coordinates_of(place);
  if (!node.centre) node.text = trimmed(place);
  const bool is_on_earth =
      !node.centre || (std::abs(node.centre->latitude) <= 90 && std::abs(node.centre->longitude) <= 180);
  if (!is_on_earth || (!node.centre && node.text.empty())) {
    return std::unexpected(invalid(
        "{} is not a place: write near:\"Lyon\"~50km, or degrees as in near:45.76,4.84~50km", quoted(place)));
  }
  return node;
}

std::expected<Node, Error> parse_around(std::string_view text) {
  const auto tilde = text.rfind('~');
  if (tilde == std::string_view::npos) return parse_around(text, "");
  return parse_around(text.substr(0, tilde), text.substr(tilde + 1));
}

double kilometres_between(const GeoPoint& a, const GeoPoint& b) {
  const auto half_sine = [](double degrees) { return std::sin(degrees * kRadians / 2); };
  const auto across = half_sine(b.latitude - a.latitude), along = half_sine(b.longitude - a.longitude);
  const auto haversine =
      across * across + std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * along * along;
  return 2 * kEarthRadius * std::asin(std::sqrt(std::min(haversine, 1.0)));
}

DocSet articles_around(const Xapian::Database& database, const GeoPoint& centre, double kilometres,
                       DocId last) {
  constexpr double kRounding = 0.001;  // degrees
  DocSet set(last);
  const auto degrees = kilometres / (kEarthRadius * kRadians) + kRounding;
  const std::string prefix(spec(Field::kNear).exact_prefix);
  auto term = database.allterms_begin(prefix);
  const auto end = database.allterms_end(prefix);
  for (term.skip_to(prefix + encode_point({centre.latitude - degrees, -180})); term != end; ++term) {
    const auto name = *term;
    const auto point = decode_point(std::string_view(name).substr(prefix.size()));
    if (!point) continue;
    if (point->latitude > centre.latitude + degrees) break;
    if (kilometres_between(centre, *point) > kilometres) continue;
    for_each_article(database, name, [&](DocId document, const auto&) { set.add(document); });
  }
  return set;
}

}  // namespace dateline
