#include "corpus/readers/xml.h"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "corpus/base/charset.h"
#include "corpus/base/human_date.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kHeadBytes = 1 << 16;
constexpr auto kNone = std::string_view::npos;

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == kNone ? name : name.substr(colon + 1);
}

/// The encoding that an XML declaration names; "" if none.
std::string declared_encoding(std::string_view beginning) {
  const auto declaration = beginning.substr(0, std::min(beginning.find("?>"), beginning.size()));
  const auto at = declaration.find("encoding=");
  if (!declaration.starts_with("<?xml") || at == kNone || at + 10 > declaration.size()) return "";
  const auto value = declaration.substr(at + 10);
  return std::string(value.substr(0, value.find(declaration[at + 9])));
}

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

XmlRecords::XmlRecords(Input& input, std::vector<std::string_view> names)
    : input_(input), names_(std::move(names)) {
  if (input_.peek(3).starts_with("\xEF\xBB\xBF")) input_.skip(3);
  encoding_ = declared_encoding(input_.peek(256).substr(0, 256));
}

/// Where `what` begins at or behind `from`; npos: not before the end or the limit.
std::size_t XmlRecords::find(std::string_view what, std::size_t from) {
  for (std::size_t want = std::max<std::size_t>(from + 1, 1 << 16);; want *= 2) {
    const auto ahead = input_.peek(want);
    if (const auto at = ahead.find(what, from); at != kNone) return at;
    if (ahead.size() < want || ahead.size() > kMaxRecordBytes) return kNone;
    from = std::max(from, ahead.size() - std::min(ahead.size(), what.size() - 1));
  }
}

/// Behind the `>` of the tag at `at`; one inside quotes does not count.
std::size_t XmlRecords::end_of_tag(std::size_t at) {
  const auto plain = find(">", at);
  if (plain == kNone) return kNone;
  char quote = 0;
  for (std::size_t want = plain + 1;;) {
    const auto ahead = input_.peek(want);
    for (; at < ahead.size(); ++at) {
      const char c = ahead[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
        if (c == '<') return plain + 1;  // no attribute holds one: the quote was never closed
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return at + 1;
      }
    }
    if (ahead.size() < want || ahead.size() > kMaxRecordBytes) return plain + 1;
    want = ahead.size() * 2;
  }
}

/// Behind the comment, CDATA section, processing instruction, document type or tag that begins at `at`.
std::size_t XmlRecords::end_of_markup(std::size_t at) {
  const auto behind = [&](std::string_view mark, std::size_t from) {
    const auto found = find(mark, from);
    return found == kNone ? kNone : found + mark.size();
  };
  const auto ahead = input_.peek(at + 9).substr(at);
  if (ahead.starts_with("<!--")) return behind("-->", at + 4);
  if (ahead.starts_with("<![CDATA[")) return behind("]]>", at + 9);
  if (ahead.starts_with("<?")) return behind("?>", at + 2);
  if (ahead.starts_with("<!")) {
    const auto end = find(">", at), bracket = find("[", at);
    if (bracket == kNone || end < bracket) return end == kNone ? kNone : end + 1;
    const auto closed = find("]", bracket);
    return closed == kNone ? kNone : behind(">", closed);
  }
  return end_of_tag(at);
}

/// The element name of the tag at `at`, "" for other markup; with its `/` for a closing tag.
std::string XmlRecords::name_at(std::size_t at) {
  const auto ahead = input_.peek(at + 256).substr(at + 1, 255);
  return std::string(ahead.substr(0, ahead.find_first_of(" \t\r\n/>", ahead.starts_with('/') ? 1 : 0)));
}

bool XmlRecords::is_record(std::string_view name) const {
  return std::ranges::find(names_, without_prefix(name)) != names_.end();
}

std::optional<std::expected<std::string, Error>> XmlRecords::next() {
  for (;;) {
    const auto open = find("<", 0);
    const auto text = open == kNone ? input_.peek(1).size() : open;
    if (!any_ && head_.size() < kHeadBytes)
      head_.append(input_.peek(text).substr(0, std::min(text, kHeadBytes)));
    input_.skip(text);
    if (open == kNone) {
      if (text > 0) continue;
      if (!input_.failure() || reported_failure_) return std::nullopt;
      reported_failure_ = true;
      line_ = input_.line();
      return std::unexpected(*input_.failure());
    }
    const auto name = name_at(0);
    if (is_record(name)) {
      if (!any_) head_ = utf8(head_);
      any_ = true;
      line_ = input_.line();
      return take_record(name);
    }
    const auto end = end_of_markup(0);
    const auto size = end == kNone ? std::max<std::size_t>(input_.peek(1).size(), 1) : end;
    const bool keep = !any_ && head_.size() < kHeadBytes && !name.starts_with('!') && !name.starts_with('?');
    if (keep) head_.append(input_.peek(size).substr(0, std::min(size, kHeadBytes)));
    input_.skip(size);
  }
}

/// Takes the element `name` that begins here.
std::expected<std::string, Error> XmlRecords::take_record(const std::string& name) {
  const auto take = [&](std::size_t bytes) {
    auto record = utf8(input_.peek(bytes).substr(0, bytes));
    input_.skip(bytes);
    return record;
  };
  auto at = end_of_tag(0);
  if (at != kNone && input_.peek(at)[at - 2] == '/') return take(at);
  while (at != kNone) {
    at = find("<", at);
    if (at == kNone) break;
    const auto inner = name_at(at);
    if (inner == name) {  // records do not nest: this one was never closed
      take(at);
      return std::unexpected(malformed("<{0}> is not closed: write </{0}> behind it", visible(name)));
    }
    const auto end = end_of_markup(at);
    if (end != kNone && inner == "/" + name) return take(end);
    at = end;
  }
  const auto size = input_.peek(1).size();
  const bool too_long = size > kMaxRecordBytes;
  input_.skip(size);
  if (too_long)
    return std::unexpected(make_error(ErrorCode::kLimit, "<{}> is longer than {} MB: split it", visible(name),
                                      kMaxRecordBytes >> 20));
  if (input_.failure()) return reported_failure_ = true, std::unexpected(*input_.failure());
  return std::unexpected(malformed("<{0}> is not closed: write </{0}> behind it", visible(name)));
}

std::string XmlRecords::utf8(std::string_view bytes) const { return to_utf8(bytes, encoding_); }

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
