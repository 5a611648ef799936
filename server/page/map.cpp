#include "server/page/map.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "server/assets.h"
#include "server/html.h"
#include "server/page/links.h"

namespace dateline {
namespace {

/// The part of the world shown, in degrees from 180 W and 90 N; all of it has room for marks at its edges.
struct Frame {
  double x = -6, y = 8, width = 372, height = 144;
};

struct Spot {
  std::string_view name;
  GeoPoint position;
  std::uint64_t count = 0;  ///< articles
};

double east(const Spot& spot) { return spot.position.longitude + 180; }
double south(const Spot& spot) { return 90 - spot.position.latitude; }

/// The places whose position is known, most articles first.
std::vector<Spot> spots_of(const Facet& places) {
  std::vector<Spot> spots;
  for (std::size_t n = 0; n < places.positions.size(); ++n) {
    if (places.positions[n])
      spots.push_back({places.values[n].value, *places.positions[n], places.values[n].count});
  }
  return spots;
}

/// Around all spots with room to see where in the world they are, in the shape of the whole map.
Frame frame_around(const std::vector<Spot>& spots) {
  double left = 360, right = 0, top = 180, bottom = 0;
  for (const auto& spot : spots) {
    left = std::min(left, east(spot));
    right = std::max(right, east(spot));
    top = std::min(top, south(spot));
    bottom = std::max(bottom, south(spot));
  }
  const Frame world;
  const double shape = world.width / world.height;
  Frame frame;
  frame.width = std::clamp(std::max((right - left) * 1.4, (bottom - top) * 1.4 * shape), 130.0, world.width);
  frame.height = frame.width / shape;
  frame.x = std::clamp((left + right - frame.width) / 2, world.x, world.x + world.width - frame.width);
  frame.y = std::clamp((top + bottom - frame.height) / 2, world.y, world.y + world.height - frame.height);
  return frame;
}

/// Its area grows with the number of articles, beside those of the place that has `most`.
double radius_of(const Spot& spot, std::uint64_t most, const Frame& frame) {
  const auto share = static_cast<double>(spot.count) / static_cast<double>(most);
  return frame.width * (0.006 + 0.022 * std::sqrt(share));
}

/// What is not on the map.
std::string bound_html(const Facet& places) {
  if (places.distinct <= places.values.size()) return "";
  return fmt::format("<p class=\"rest\">The {} most named of {} places</p>\n", grouped(places.values.size()),
                     grouped(places.distinct));
}

}  // namespace

std::string map_html(const PageView& view) {
  const auto spots = spots_of(view.places);
  if (spots.empty()) return "";
  const auto frame = frame_around(spots);
  std::string marks;
  for (const auto& spot : spots) {
    const auto label = fmt::format("{}: {} {}", escaped(spot.name), grouped(spot.count),
                                   spot.count == 1 ? "article" : "articles");
    marks += fmt::format(
        "<a href=\"{}\" aria-label=\"{}\"><circle cx=\"{:.2f}\" cy=\"{:.2f}\" "
        "r=\"{:.2f}\"><title>{}</title></circle></a>\n",
        link(with_filter(view.request, "place", spot.name)), label, east(spot), south(spot),
        radius_of(spot, spots.front().count, frame), label);
  }
  return fmt::format(
      "<div class=\"map\"><a class=\"skip\" href=\"#places\">Skip the map</a><svg viewBox=\"{:.1f} {:.1f} "
      "{:.1f} "
      "{:.1f}\" role=\"group\" aria-label=\"Map of the places in these articles\"><image href=\"{}\" x=\"0\" "
      "y=\"10\" width=\"360\" height=\"140\"/>\n{}</svg>\n{}</div>\n",
      frame.x, frame.y, frame.width, frame.height, asset_url("world.svg"), marks, bound_html(view.places));
}

}  // namespace dateline
