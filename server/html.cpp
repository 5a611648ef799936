#include "server/html.h"

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxLineBytes = 1000;

/// Characters that reorder or hide what stands around them.
bool is_treacherous(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C || c == 0xFEFF ||
         c == 0xFFFE || c == 0xFFFF;
}

void append_escaped(std::string& out, char32_t c) {
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      if (!is_treacherous(c)) append_utf8(out, c);
  }
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_utf8(text, at);
    append_escaped(out, point.value);
    at += point.bytes;
  }
  return out;
}

std::string marked(std::string_view text, const std::vector<Range>& highlights) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : highlights) {
    if (begin < at || end <= begin || end > text.size()) continue;
    out += escaped(text.substr(at, begin - at));
    out += "<mark>" + escaped(text.substr(begin, end - begin)) + "</mark>";
    at = end;
  }
  return out + escaped(text.substr(at));
}

std::string_view line_start(std::string_view line) { return utf8_prefix(line, kMaxLineBytes); }

std::string escaped_line(std::string_view line) { return marked_line(line, {}); }

std::string marked_line(std::string_view line, const std::vector<Range>& highlights) {
  const auto start = line_start(line);
  return marked(start, highlights) + (start.size() < line.size() ? "…" : "");
}

std::string grouped(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

}  // namespace dateline
