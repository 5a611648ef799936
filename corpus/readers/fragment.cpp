#include "corpus/readers/fragment.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct TreeCloser {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

/// Stands between paragraphs: a control character that no article holds, and one of few that gumbo does not
/// turn into U+FFFD.
constexpr char kBreak = '\f';

bool is_hidden(GumboTag tag) {
  static constexpr std::array kHidden{GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT,
                                      GUMBO_TAG_SVG,    GUMBO_TAG_IFRAME, GUMBO_TAG_HEAD};
  return std::ranges::find(kHidden, tag) != kHidden.end();
}

bool is_block(GumboTag tag) {
  static constexpr std::array kBlocks{
      GUMBO_TAG_P,          GUMBO_TAG_DIV,    GUMBO_TAG_H1,      GUMBO_TAG_H2,         GUMBO_TAG_H3,
      GUMBO_TAG_H4,         GUMBO_TAG_H5,     GUMBO_TAG_H6,      GUMBO_TAG_LI,         GUMBO_TAG_UL,
      GUMBO_TAG_OL,         GUMBO_TAG_PRE,    GUMBO_TAG_TR,      GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_TABLE,
      GUMBO_TAG_SECTION,    GUMBO_TAG_FIGURE, GUMBO_TAG_ARTICLE, GUMBO_TAG_DD,         GUMBO_TAG_DT,
      GUMBO_TAG_FIGCAPTION, GUMBO_TAG_HR};
  return std::ranges::find(kBlocks, tag) != kBlocks.end();
}

void append_text(const GumboNode& node, std::string& out) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
    out += node.v.text.text;
    return;
  }
  if (node.type != GUMBO_NODE_ELEMENT || is_hidden(node.v.element.tag)) return;
  const auto tag = node.v.element.tag;
  const bool block = is_block(tag);
  if (block) out += kBreak;
  if (tag == GUMBO_TAG_BR || tag == GUMBO_TAG_TD) out += ' ';
  for (unsigned n = 0; n < node.v.element.children.length; ++n) {
    append_text(*static_cast<const GumboNode*>(node.v.element.children.data[n]), out);
  }
  if (block) out += kBreak;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether a closing tag or one that stands alone in texts begins at `html`, an opening bracket.
bool begins_tag(std::string_view html) {
  static constexpr std::array<std::string_view, 8> kAlone{"<p>",  "<p ",   "<br>", "<br ",
                                                          "<br/", "<img ", "<hr>", "<hr "};
  constexpr std::size_t kLongestClosing = 16;
  const auto end = html.find_first_of("<>", 1);
  if (end == html.npos || html[end] == '<') return false;
  if (html[1] == '/') return is_letter(html[2]) && end < kLongestClosing;
  const auto beginning = ascii_lower(html.substr(0, 5));
  return std::ranges::any_of(kAlone, [&](std::string_view tag) { return beginning.starts_with(tag); });
}

/// Whether an entity as texts have it begins at `html`, an ampersand.
bool begins_entity(std::string_view html) {
  static constexpr std::array<std::string_view, 14> kNames{"amp",   "lt",    "gt",     "quot",  "apos",
                                                           "nbsp",  "rsquo", "lsquo",  "rdquo", "ldquo",
                                                           "ndash", "mdash", "hellip", "shy"};
  const auto end = html.substr(0, 10).find(';');
  if (end == html.npos || end < 3) return false;
  const auto name = html.substr(1, end - 1);
  return name[0] == '#' || std::ranges::find(kNames, name) != kNames.end();
}

/// `text` with its entities decoded, line by line.
std::string decoded_lines(std::string_view text) {
  std::string decoded;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    std::string line;
    for (const char c : text.substr(begin, end - begin))
      line += c == '<' ? std::string_view("&lt;") : std::string_view(&c, 1);
    decoded += html_fragment_to_text(line);
    if (end < text.size()) decoded += '\n';
    begin = end + 1;
  }
  return decoded;
}

bool any_at(std::string_view text, char mark, bool (*begins)(std::string_view)) {
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
    if (begins(text.substr(at))) return true;
  }
  return false;
}

}  // namespace

bool nests_too_deep(std::string_view html) {
  static constexpr std::array<std::string_view, 15> kVoid{"br",   "hr",     "img", "input", "link",
                                                          "meta", "p",      "li",  "td",    "tr",
                                                          "th",   "option", "dd",  "dt",    "source"};
  int depth = 0;
  for (auto at = html.find('<'); at != std::string_view::npos && at + 1 < html.size();
       at = html.find('<', at + 1)) {
    const bool closes = html[at + 1] == '/';
    std::size_t end = at + (closes ? 2 : 1);
    const auto begin = end;
    while (end < html.size() && std::isalnum(static_cast<unsigned char>(html[end])) != 0) ++end;
    const auto name = ascii_lower(html.substr(begin, end - begin));
    if (name.empty() || std::ranges::find(kVoid, name) != kVoid.end()) continue;
    depth = closes ? std::max(depth - 1, 0) : depth + 1;
    if (depth > static_cast<int>(kMaxTagDepth)) return true;
  }
  return false;
}

std::string html_fragment_to_text(std::string_view html) {
  if (nests_too_deep(html)) return std::string(html);
  // Empty lines are paragraphs already, and two line breaks mean one.
  std::string source;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html.substr(at).starts_with("\r\n")) continue;
    const auto rest = html.substr(at);
    const bool empty_line = rest.starts_with("\n\n") || rest.starts_with("\n\r\n");
    source += empty_line ? kBreak : html[at];
  }
  auto options = kGumboDefaultOptions;
  options.max_errors = 0;
  const std::unique_ptr<GumboOutput, TreeCloser> tree(
      gumbo_parse_with_options(&options, source.data(), source.size()));
  std::string text;
  append_text(*tree->root, text);
  std::vector<std::string> paragraphs;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(kBreak), rest.size());
    if (auto paragraph = squeezed(rest.substr(0, end)); !paragraph.empty())
      paragraphs.push_back(std::move(paragraph));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return joined(paragraphs, "\n\n");
}

std::string undone_markup(std::string text) {
  if (any_at(text, '<', begins_tag)) return html_fragment_to_text(text);
  return any_at(text, '&', begins_entity) ? decoded_lines(text) : text;
}

bool is_wholly_html(std::string_view text) {
  const auto whole = trimmed(text);
  return whole.size() > 2 && whole[0] == '<' && is_letter(whole[1]) && whole.ends_with('>') &&
         any_at(whole, '<', begins_tag);
}

}  // namespace dateline
