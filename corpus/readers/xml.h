// What the XML formats (feeds, sitemaps, NITF, NewsML-G2) have in common: cutting a stream into its record
// elements, and reading one of those with pugixml.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/input.h"

namespace dateline {

/// Cuts a member into its record elements, such as the <item>s of a feed; memory is bounded by the largest
/// one (kMaxRecordBytes). Comments, CDATA, processing instructions and the document type are passed over:
/// nothing that the document type defines is ever expanded.
class XmlRecords {
 public:
  /// `names`: local names of record elements.
  XmlRecords(Input& input, std::vector<std::string_view> names);

  /// The next record element as UTF-8; nothing at the end.
  /// Errors: kFormat  it is never closed; kLimit  longer than kMaxRecordBytes; those of Input
  std::optional<std::expected<std::string, Error>> next();

  /// What stands before the first record, tags included, at most 64 KB of it.
  const std::string& head() const { return head_; }
  /// The line on which the record given last begins.
  std::uint64_t line() const { return line_; }

 private:
  std::size_t find(std::string_view what, std::size_t from);
  std::size_t end_of_markup(std::size_t at);
  std::size_t end_of_tag(std::size_t at);
  std::string name_at(std::size_t at);
  bool is_record(std::string_view name) const;
  std::expected<std::string, Error> take_record(const std::string& name);
  std::string utf8(std::string_view bytes) const;

  Input& input_;
  std::vector<std::string_view> names_;
  std::string head_;
  std::string encoding_;
  std::uint64_t line_ = 1;
  bool any_ = false, reported_failure_ = false;
};

/// Parses one record element. Entities other than XML's own five and numeric ones stay as they are written.
/// Errors: kFormat  not well formed, with the byte; kLimit  nested deeper than kMaxXmlDepth
std::expected<void, Error> parse_xml(std::string_view xml, pugi::xml_document& into);

inline constexpr int kMaxXmlDepth = 200;

/// The name without its prefix: "encoded" of "content:encoded".
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
