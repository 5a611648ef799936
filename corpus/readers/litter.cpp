#include "corpus/readers/litter.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/base/text.h"
#include "corpus/readers/litter_line.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxTeasers = 12;  ///< behind one heading

/// How many lines from `at` on are a heading and the headlines below it; 0: not a heading, or the article
/// goes on behind it at once. An empty line after a headline ends the list unless another follows.
std::size_t teasers_at(const std::vector<std::string>& lines, std::size_t at) {
  if (!heads_teasers(lines[at])) return 0;
  std::size_t end = at + 1, count = 0;
  for (std::size_t n = end; n < lines.size() && count < kMaxTeasers; ++n) {
    if (lines[n].empty()) {
      if (count > 0 && (n + 1 >= lines.size() || !is_teaser(lines[n + 1]))) break;
      continue;
    }
    if (!is_teaser(lines[n])) break;
    ++count;
    end = n + 1;
  }
  return end - at;
}

/// "Previous A headline" directly above "Next Another headline": neither word alone would prove anything.
bool is_neighbour_pair(const std::vector<std::string>& lines, std::size_t at) {
  std::size_t next = at + 1;
  while (next < lines.size() && lines[next].empty()) ++next;
  if (next >= lines.size() || !lines[at].starts_with("Previous ") || !lines[next].starts_with("Next "))
    return false;
  return is_teaser(lines[at]) && is_teaser(lines[next]);
}

std::size_t size_of(const std::vector<std::string>& lines, std::size_t from) {
  std::size_t size = 0;
  for (auto n = from; n < lines.size(); ++n) size += lines[n].size();
  return size;
}

/// Where the comments and the foot of the page begin; lines.size() if there is no such place.
std::size_t foot_of(const std::vector<std::string>& lines) {
  const auto whole = size_of(lines, 0);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (begins_foot(lines[at]) && size_of(lines, at) * 5 <= whole) return at;
  }
  return lines.size();
}

}  // namespace

std::vector<std::string> without_litter(const std::vector<std::string>& lines, std::string_view title) {
  std::vector<std::string> kept;
  const auto foot = foot_of(lines);
  bool begun = false;
  for (std::size_t at = 0; at < foot; ++at) {
    const auto& line = lines[at];
    if (line.empty()) {
      if (!kept.empty() && !kept.back().empty()) kept.emplace_back();
      continue;
    }
    if (!begun && !title.empty() && line == title) continue;
    if (const auto count = teasers_at(lines, at); count > 0) {
      at += count - 1;
    } else if (is_neighbour_pair(lines, at)) {
      do ++at;
      while (lines[at].empty());
    } else if (!is_litter_line(line)) {
      kept.push_back(line);
      begun = begun || ends_sentence(line);
    }
  }
  while (!kept.empty() && kept.back().empty()) kept.pop_back();
  return kept.empty() ? lines : kept;
}

std::string without_trail(std::string_view title) {
  for (const std::string_view mark : {" » ", " > ", " › "}) {
    const auto last = title.rfind(mark);
    if (is_path(title) && last != std::string_view::npos)
      return std::string(trimmed(title.substr(last + mark.size())));
  }
  return std::string(title);
}

}  // namespace dateline
