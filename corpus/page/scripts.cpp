#include "corpus/page/scripts.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr auto kNone = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Where `</name` begins, behind `from`, with what ends a name behind it.
std::size_t closing_tag(std::string_view html, std::string_view name, std::size_t from) {
  for (auto at = html.find("</", from); at != kNone; at = html.find("</", at + 2)) {
    const auto behind = at + 2 + name.size();
    if (behind >= html.size()) return kNone;
    const char next = html[behind];
    if ((is_blank(next) || next == '/' || next == '>') &&
        ascii_iequal(html.substr(at + 2, name.size()), name))
      return at;
  }
  return kNone;
}

/// Behind the `>` of the tag whose name ends at `at`; one in a quoted value does not count.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
  while (at < html.size() && html[at] != '>') {
    if (html[at++] != '=') continue;
    while (at < html.size() && is_blank(html[at])) ++at;
    if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
      const auto close = html.find(html[at], at + 1);
      if (close == kNone) return kNone;
      at = close + 1;
    } else {
      while (at < html.size() && !is_blank(html[at]) && html[at] != '>') ++at;
    }
  }
  return at < html.size() ? at + 1 : kNone;
}

/// Whether `script` begins what HTML5 calls its double escaped state, where a closing tag closes nothing.
bool is_escaped(std::string_view script) {
  const auto comment = script.find("<!--");
  return comment != kNone && ascii_lower(script.substr(comment)).find("<script") != std::string::npos;
}

/// Whether the tag may be one of application/ld+json, of which any character may be written as an entity.
bool may_be_linked_data(std::string_view tag) {
  const auto lower = ascii_lower(tag);
  return lower.find('&') != std::string::npos || lower.find("ld+json") != std::string::npos;
}

/// Whether the content of this element is left out.
bool is_left_out(std::string_view name, std::string_view tag, std::string_view content) {
  return name == "style" || (name == "script" && !may_be_linked_data(tag) && !is_escaped(content));
}

}  // namespace

std::string without_scripts(std::string_view html) {
  // Elements of which the content is text, whatever it looks like.
  static constexpr std::array<std::string_view, 8> kRaw{"script", "style",  "textarea", "title",
                                                        "xmp",    "iframe", "noembed",  "noframes"};
  std::string out;
  out.reserve(html.size());
  std::size_t copied = 0;
  for (auto at = html.find('<'); at != kNone && at + 1 < html.size(); at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      at = html.find("-->", at + 2);
      if (at == kNone) break;
      continue;
    }
    if (!is_letter(html[++at])) continue;
    const auto begin = at;
    while (at < html.size() && !is_blank(html[at]) && html[at] != '/' && html[at] != '>') ++at;
    const auto name = html.substr(begin, at - begin);
    at = end_of_tag(html, at);
    if (at == kNone) break;
    const auto raw =
        std::ranges::find_if(kRaw, [&](std::string_view one) { return ascii_iequal(one, name); });
    if (raw == kRaw.end() || html[at - 2] == '/') continue;
    const auto end = closing_tag(html, *raw, at);
    if (end == kNone) break;
    if (is_left_out(*raw, html.substr(begin, at - begin), html.substr(at, end - at))) {
      out += html.substr(copied, at - copied);
      copied = end;
    }
    at = end;
  }
  out += html.substr(copied);
  return out;
}

}  // namespace dateline
