#include "server/keys.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// Looks at every byte whatever the first difference.
bool equal_in_constant_time(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t n = 0; n < a.size(); ++n) {
    const char other = b.empty() ? '\0' : b[n % b.size()];
    difference |= static_cast<unsigned char>(a[n]) ^ static_cast<unsigned char>(other);
  }
  return difference == 0;
}

}  // namespace

std::expected<Keys, Error> Keys::parse(std::string_view text) {
  Keys keys;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    const auto blank = std::min(line.find_first_of(" \t"), line.size());
    const auto word = line.substr(0, blank), key = trimmed(line.substr(blank));
    if (word != "search" && word != "write")
      return std::unexpected(
          invalid("{} is not a scope of a key: write 'search KEY' or 'write KEY'", quoted(word)));
    if (key.size() < kMinKeyBytes || key.size() > kMaxKeyBytes)
      return std::unexpected(invalid("a key of {} bytes is not a safe key: write one of {} to {}", key.size(),
                                     kMinKeyBytes, kMaxKeyBytes));
    keys.keys_.emplace_back(word == "write" ? Scope::kWrite : Scope::kSearch, key);
    (word == "write" ? keys.allow_writing_ : keys.guard_search_) = true;
  }
  return keys;
}

std::expected<Keys, Error> Keys::read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return std::unexpected(
        make_error(ErrorCode::kIo,
                   "{} is not a file of keys that can be read: write one 'search KEY' or 'write KEY' a line",
                   quoted(path)));
  return parse(text.str());
}

Scope Keys::scope_of(std::string_view authorization) const {
  constexpr std::string_view kBearer = "bearer ";
  if (!ascii_iequal(authorization.substr(0, kBearer.size()), kBearer)) return Scope::kNone;
  const auto given = trimmed(authorization.substr(kBearer.size()));
  auto scope = Scope::kNone;
  for (const auto& [allowed, key] : keys_) {
    if (equal_in_constant_time(given, key)) scope = std::max(scope, allowed);
  }
  return scope;
}

}  // namespace dateline
