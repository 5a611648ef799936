#include "server/url.h"

#include <uriparser/Uri.h>

#include <cctype>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// Whether every % starts an escape, none of them of a zero byte.
bool has_sound_escapes(std::string_view text) {
  for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const auto hex = text.substr(at + 1, 2);
    if (hex.size() < 2 || !std::isxdigit(static_cast<unsigned char>(hex[0])) ||
        !std::isxdigit(static_cast<unsigned char>(hex[1])) || hex == "00") {
      return false;
    }
  }
  return true;
}

std::expected<std::string, Error> decoded(std::string_view part, bool plus_is_blank) {
  std::string text(part);
  if (text.find('\0') != std::string::npos || !has_sound_escapes(text)) {
    return std::unexpected(
        invalid("{} is not a well-formed URL component: write % followed by two hexadecimal digits, not zero",
                quoted(part)));
  }
  const char* end =
      uriUnescapeInPlaceExA(text.data(), plus_is_blank ? URI_TRUE : URI_FALSE, URI_BR_DONT_TOUCH);
  text.resize(static_cast<std::size_t>(end - text.data()));
  if (!is_utf8(text))
    return std::unexpected(invalid("{} is not UTF-8 once decoded: write UTF-8 bytes as %XX", quoted(part)));
  return text;
}

/// What follows scheme and host of an absolute URL; "/" where nothing does.
std::expected<std::string_view, Error> origin_form(std::string_view target) {
  if (target.starts_with('/')) return target;
  if (!is_web_url(target)) {
    return std::unexpected(
        invalid("{} is not a request target: write a path such as /api/search?q=flood", quoted(target)));
  }
  const auto host = target.find("//") + 2;
  const auto path = target.find_first_of("/?#", host);
  return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
}

std::expected<void, Error> add_segments(std::string_view path, Target& target) {
  if (path.starts_with('/')) path.remove_prefix(1);
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    auto segment = decoded(path.substr(0, end), false);
    if (!segment) return std::unexpected(segment.error());
    if (*segment == "." || *segment == "..") {
      return std::unexpected(
          invalid("{} is not a path segment here: write the path without it", quoted(*segment)));
    }
    target.segments.push_back(std::move(*segment));
    if (end + 1 == path.size()) target.segments.emplace_back();
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return {};
}

std::expected<void, Error> add_parameters(std::string_view query, Target& target) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    if (target.parameters.size() == kMaxParameters) {
      return std::unexpected(
          make_error(ErrorCode::kLimit, "the URL has more than {} parameters: send fewer", kMaxParameters));
    }
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals), true);
    if (!name) return std::unexpected(name.error());
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!value) return std::unexpected(value.error());
    target.parameters.push_back({std::move(*name), std::move(*value)});
  }
  return {};
}

}  // namespace

std::expected<Target, Error> parse_target(std::string_view text) {
  auto origin = origin_form(text);
  if (!origin) return std::unexpected(origin.error());
  const auto whole = origin->substr(0, origin->find('#'));
  const auto question = std::min(whole.find('?'), whole.size());
  Target target;
  if (auto added = add_segments(whole.substr(0, question), target); !added)
    return std::unexpected(added.error());
  const auto query = whole.substr(std::min(question + 1, whole.size()));
  if (auto added = add_parameters(query, target); !added) return std::unexpected(added.error());
  return target;
}

std::string encode_component(std::string_view text) {
  std::string out(text.size() * 3 + 1, '\0');
  const char* end = uriEscapeExA(text.data(), text.data() + text.size(), out.data(), URI_FALSE, URI_FALSE);
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

std::string query_string(const std::vector<Parameter>& parameters) {
  std::string out;
  for (const auto& [name, value] : parameters) {
    if (!out.empty()) out += '&';
    out.append(encode_component(name)).append("=").append(encode_component(value));
  }
  return out;
}

bool is_web_url(std::string_view url) {
  const auto scheme = ascii_lower(url.substr(0, 8));
  if (!scheme.starts_with("http://") && scheme != "https://") return false;
  const auto host = url.substr(url.find("//") + 2);
  return !host.empty() && std::string_view("/?#").find(host[0]) == std::string_view::npos &&
         url.find_first_of(" \t\r\n\"<>") == std::string_view::npos;
}

}  // namespace dateline
