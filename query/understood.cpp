// A query in the query language's own words.
#include "corpus/base/text.h"
#include "query/parse.h"

namespace dateline {
namespace {

using Kind = Node::Kind;

std::string field_of(const Node& node) { return node.field ? std::string(spec(*node.field).name) + ":" : ""; }

std::string day_text(const std::optional<std::chrono::sys_days>& day) { return day ? to_string(*day) : ""; }

std::string joined_children(const Node& node, std::string_view joiner) {
  std::string out;
  for (const auto& child : node.children) out += (out.empty() ? "" : std::string(joiner)) + to_string(child);
  return "(" + out + ")";
}

std::string coordinates(const GeoPoint& point) {
  return fmt::format("{:g},{:g}", point.latitude, point.longitude);
}

}  // namespace

std::string to_string(const Node& node) {
  switch (node.kind) {
    case Kind::kAll:
      return "*";
    case Kind::kNone:
      return "NOT *";
    case Kind::kWord:
      return field_of(node) + node.words[0];
    case Kind::kExact:
      return "=" + node.text;
    case Kind::kPrefix:
      return field_of(node) + node.words[0] + "*";
    case Kind::kPhrase:
    case Kind::kValue:
      return field_of(node) + "\"" + joined(node.words, " ") + "\"";
    case Kind::kDays:
      return "date:" + day_text(node.days.first) + ".." + day_text(node.days.last);
    case Kind::kAround:
      return field_of(node) + (node.text.empty() ? coordinates(*node.centre) : "\"" + node.text + "\"") +
             fmt::format("~{:g}km", node.kilometres);
    case Kind::kNear:
      return joined_children(node, fmt::format(" {}/{} ", node.is_ordered ? "ADJ" : "NEAR", node.distance));
    case Kind::kAnd:
      return joined_children(node, " AND ");
    case Kind::kOr:
      return joined_children(node, " OR ");
    case Kind::kAndNot:
      return joined_children(node, " NOT ");
    case Kind::kMaybe:
      return joined_children(node, " MAYBE ");
    case Kind::kBag:
      return joined_children(node, " ");
  }
  return "";
}

}  // namespace dateline
