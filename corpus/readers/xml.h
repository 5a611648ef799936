// Reading a record element of the XML formats (feeds, sitemaps, NITF, NewsML-G2) with pugixml.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace dateline {

/// Parses one record element. Entities other than XML's own five and numeric ones stay as they are written.
/// Errors: kFormat  not well formed, with the byte; kLimit  nested deeper than kMaxXmlDepth
std::expected<void, Error> parse_xml(std::string_view xml, pugi::xml_document& into);

inline constexpr int kMaxXmlDepth = 200;

/// A name without its prefix: "encoded" of "content:encoded".
std::string_view without_prefix(std::string_view name);
std::string_view local_name(pugi::xml_node node);

/// The first child element with this local name, whatever its prefix; null if there is none.
pugi::xml_node child(pugi::xml_node parent, std::string_view name);
/// Every child element with this local name.
std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name);
/// The first element below `root` with this local name, in document order.
pugi::xml_node descendant(pugi::xml_node root, std::string_view name);
/// Every element below `root` with this local name, in document order.
std::vector<pugi::xml_node> descendants(pugi::xml_node root, std::string_view name);

/// All the text below `node` on one line.
std::string text_of(pugi::xml_node node);
/// The text of a child, "" where there is none.
std::string child_text(pugi::xml_node parent, std::string_view name);
/// An attribute by its local name.
std::string attribute(pugi::xml_node node, std::string_view name);
/// The markup inside `node`, to be read as HTML.
std::string inner_xml(pugi::xml_node node);

/// Sets `into` from a date in any form, ISO 8601's basic one ("20240131T120000Z") included; what cannot be
/// read becomes a warning.
void set_date(std::optional<Date>& into, std::string_view text, std::vector<std::string>& warnings);

}  // namespace dateline
