#include "server/page/map.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "server/assets.h"
#include "server/html.h"
#include "server/page/links.h"

namespace dateline {
namespace {

/// The part of the world shown, in degrees from 180 W and 90 N.
struct Frame {
  double x = 0, y = 10, width = 360, height = 140;
};

struct Spot {
  GeoPoint position;
  std::uint64_t count = 0;  ///< hits on this page
};

double east(const Spot& spot) { return spot.position.longitude + 180; }
double south(const Spot& spot) { return 90 - spot.position.latitude; }

std::map<std::string, Spot> spots_of(const Page& page) {
  std::map<std::string, Spot> spots;
  for (const auto& hit : page.hits) {
    for (const auto& place : hit.article.places) {
      if (!place.position) continue;
      auto& spot = spots.try_emplace(place.name, Spot{.position = *place.position}).first->second;
      ++spot.count;
    }
  }
  return spots;
}

/// Around all spots with room to see where in the world they are, in the shape of the whole map.
Frame frame_around(const std::map<std::string, Spot>& spots) {
  double left = 360, right = 0, top = 180, bottom = 0;
  for (const auto& [name, spot] : spots) {
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
  frame.x = std::clamp((left + right - frame.width) / 2, 0.0, world.width - frame.width);
  frame.y = std::clamp((top + bottom - frame.height) / 2, world.y, world.y + world.height - frame.height);
  return frame;
}

}  // namespace

std::string map_html(const PageView& view) {
  const auto spots = spots_of(*view.page);
  if (spots.empty()) return "";
  const auto frame = frame_around(spots);
  std::string marks;
  for (const auto& [name, spot] : spots) {
    const double radius = frame.width / 75 * std::sqrt(1.0 + static_cast<double>(spot.count) / 3);
    const auto label = fmt::format("{}: {} {} on this page", escaped(name), grouped(spot.count),
                                   spot.count == 1 ? "article" : "articles");
    marks += fmt::format(
        "<a href=\"{}\" aria-label=\"{}\"><circle cx=\"{:.2f}\" cy=\"{:.2f}\" "
        "r=\"{:.2f}\"><title>{}</title></circle></a>\n",
        link(with_filter(view.request, "place", name)), label, east(spot), south(spot), radius, label);
  }
  return fmt::format(
      "<section class=\"map\"><h3>Where</h3>\n<svg viewBox=\"{:.1f} {:.1f} {:.1f} {:.1f}\" role=\"group\" "
      "aria-label=\"Map of the places on "
      "this page\"><image href=\"{}\" x=\"0\" y=\"10\" width=\"360\" height=\"140\"/>\n{}</svg></section>\n",
      frame.x, frame.y, frame.width, frame.height, asset_url("world.svg"), marks);
}

}  // namespace dateline
