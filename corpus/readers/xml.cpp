#include "corpus/readers/xml.h"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "corpus/base/human_date.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr auto kNone = std::string_view::npos;

template <typename Visit>
void each_element(pugi::xml_node root, const Visit& visit) {
  for (auto node = root.first_child(); node;) {
    if (node.type() == pugi::node_element && !visit(node)) return;
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node && node != root && !node.next_sibling()) node = node.parent();
    if (!node || node == root) return;
    node = node.next_sibling();
  }
}

void append_text(pugi::xml_node root, std::string& out) {
  for (auto node : root.children()) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
    if (node.type() == pugi::node_element) append_text(node, out);
  }
}

/// "20240131T120000Z" as "2024-01-31T12:00:00Z"; other text as it is.
std::string extended_date(std::string_view text) {
  const auto digits = [&](std::size_t from, std::size_t count) {
    const auto part = text.substr(std::min(from, text.size()), count);
    return part.size() == count && std::ranges::all_of(part, [](unsigned char c) { return std::isdigit(c); });
  };
  if (!digits(0, 8) || (text.size() > 8 && text[8] != 'T')) return std::string(text);
  auto out = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  if (!digits(9, 4)) return out;
  out += fmt::format("T{}:{}", text.substr(9, 2), text.substr(11, 2));
  if (digits(13, 2)) out += fmt::format(":{}", text.substr(13, 2));
  const auto zone = text.substr(digits(13, 2) ? 15 : 13);
  return out + (zone.empty() ? "Z" : std::string(zone));
}

}  // namespace

std::expected<void, Error> parse_xml(std::string_view xml, pugi::xml_document& into) {
  const auto result = into.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                       pugi::encoding_utf8);
  if (!result) {
    return std::unexpected(
        malformed("byte {} of the record is not XML: {}", result.offset, ascii_lower(result.description())));
  }
  int depth = 0;
  for (pugi::xml_node node = into.first_child(); node;) {
    if (node.first_child()) {
      if (++depth > kMaxXmlDepth)
        return std::unexpected(
            make_error(ErrorCode::kLimit, "the record is nested deeper than {}: flatten it", kMaxXmlDepth));
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) node = node.parent(), --depth;
    if (node) node = node.next_sibling();
  }
  return {};
}

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == kNone ? name : name.substr(colon + 1);
}

std::string_view local_name(pugi::xml_node node) { return without_prefix(node.name()); }

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
  for (const auto node : parent.children()) {
    if (local_name(node) == name) return node;
  }
  return {};
}

std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const auto node : parent.children()) {
    if (local_name(node) == name) found.push_back(node);
  }
  return found;
}

pugi::xml_node descendant(pugi::xml_node root, std::string_view name) {
  pugi::xml_node found;
  each_element(root, [&](pugi::xml_node node) {
    if (local_name(node) == name) found = node;
    return !found;
  });
  return found;
}

std::vector<pugi::xml_node> descendants(pugi::xml_node root, std::string_view name) {
  std::vector<pugi::xml_node> found;
  each_element(root, [&](pugi::xml_node node) {
    if (local_name(node) == name) found.push_back(node);
    return true;
  });
  return found;
}

std::string text_of(pugi::xml_node node) {
  std::string out;
  append_text(node, out);
  return squeezed(out);
}

std::string child_text(pugi::xml_node parent, std::string_view name) { return text_of(child(parent, name)); }

std::string attribute(pugi::xml_node node, std::string_view name) {
  for (const auto one : node.attributes()) {
    if (without_prefix(one.name()) == name) return one.value();
  }
  return "";
}

std::string inner_xml(pugi::xml_node node) {
  std::ostringstream out;
  for (const auto inner : node.children()) {
    if (inner.type() == pugi::node_cdata) {
      out << inner.value();
    } else {
      inner.print(out, "", pugi::format_raw, pugi::encoding_utf8);
    }
  }
  return out.str();
}

void set_date(std::optional<Date>& into, std::string_view text, std::vector<std::string>& warnings) {
  if (into || trimmed(text).empty()) return;
  if (const auto read = parse_human_date(extended_date(trimmed(text)))) {
    into = *read;
  } else {
    warnings.push_back("the date is left out: " + read.error().message);
  }
}

}  // namespace dateline
