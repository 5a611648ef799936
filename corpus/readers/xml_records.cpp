#include "corpus/readers/xml_records.h"

#include <algorithm>

#include "corpus/base/charset.h"
#include "corpus/base/text.h"
#include "corpus/readers/fragment.h"
#include "corpus/readers/xml.h"

namespace dateline {
namespace {

constexpr std::size_t kHeadBytes = 1 << 16, kMaxEntities = 10'000;
constexpr auto kNone = std::string_view::npos;

/// The encoding that an XML declaration names; "" if none.
std::string declared_encoding(std::string_view beginning) {
  const auto declaration = beginning.substr(0, std::min(beginning.find("?>"), beginning.size()));
  const auto at = declaration.find("encoding=");
  if (!declaration.starts_with("<?xml") || at == kNone || at + 10 > declaration.size()) return "";
  const auto value = declaration.substr(at + 10);
  return std::string(value.substr(0, value.find(declaration[at + 9])));
}

/// The first of `entities` that `record` refers to outside of CDATA; "" if none.
std::string_view defined_entity(std::string_view record, const std::set<std::string, std::less<>>& entities) {
  if (entities.empty()) return "";
  for (auto at = record.find_first_of("&<"); at != kNone; at = record.find_first_of("&<", at + 1)) {
    if (record.substr(at).starts_with("<![CDATA[")) at = record.find("]]>", at);
    if (at == kNone) break;
    if (record[at] != '&') continue;
    const auto end = record.find_first_of("; <&", at + 1);
    if (end == kNone || record[end] != ';') continue;
    if (const auto name = record.substr(at + 1, end - at - 1); entities.contains(name)) return name;
  }
  return "";
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
    if (name == "!DOCTYPE") note_entities(input_.peek(size).substr(0, size));
    if (keep) head_.append(input_.peek(size).substr(0, std::min(size, kHeadBytes)));
    input_.skip(size);
  }
}

/// Keeps the names of "<!ENTITY name ...>", HTML's own left out: what they stand for is known.
void XmlRecords::note_entities(std::string_view document_type) {
  constexpr std::string_view kMark = "<!ENTITY";
  for (auto at = document_type.find(kMark); at != kNone; at = document_type.find(kMark, at + 1)) {
    const auto rest = trimmed(document_type.substr(at + kMark.size(), 256));
    const auto name = rest.substr(0, rest.find_first_of(" \t\r\n"));
    const auto reference = fmt::format("&{};", name);
    if (!name.starts_with('%') && entities_.size() < kMaxEntities &&
        html_fragment_to_text(reference) == reference)
      entities_.emplace(name);
  }
}

/// Takes the next `bytes` bytes as a record.
std::expected<std::string, Error> XmlRecords::take(std::size_t bytes) {
  auto record = utf8(input_.peek(bytes).substr(0, bytes));
  input_.skip(bytes);
  if (const auto name = defined_entity(record, entities_); !name.empty())
    return std::unexpected(
        malformed("'&{};' is an entity that the document type defines, which is not read: "
                  "write what it stands for",
                  visible(name)));
  return record;
}

/// Takes the element `name` that begins here.
std::expected<std::string, Error> XmlRecords::take_record(const std::string& name) {
  auto at = end_of_tag(0);
  if (at != kNone && input_.peek(at)[at - 2] == '/') return take(at);
  while (at != kNone) {
    at = find("<", at);
    if (at == kNone) break;
    const auto inner = name_at(at);
    if (inner == name) {  // records do not nest: this one was never closed
      input_.skip(at);
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

}  // namespace dateline
