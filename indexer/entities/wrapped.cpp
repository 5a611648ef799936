#include "indexer/entities/wrapped.h"

#include <algorithm>
#include <vector>

namespace dateline {
namespace {

constexpr std::size_t kWidest = 100, kNarrowest = 50;  ///< bytes of the longest line of a wrapped text
constexpr std::size_t kFullToShort = 3;  ///< at least so many times as many lines are full as end sooner
constexpr std::size_t kIndent = 4;       ///< that a paragraph's first line may have lost

std::size_t end_of_line(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

/// The bytes of the longest line.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_line(text, at);
    width = std::max(width, end - at);
    at = end + 1;
  }
  return width;
}

}  // namespace

std::string unwrapped(std::string_view text) {
  std::string out(text);
  const auto width = width_of(text);
  if (width > kWidest || width < kNarrowest) return out;
  std::vector<std::size_t> full;
  std::size_t lines = 0;  // that the next one goes on with
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_line(text, at);
    const auto next = end + 1;
    const bool goes_on = end > at && next < text.size() && text[next] != '\n' && text[next] != ' ';
    const auto word_end = goes_on ? std::min(text.find_first_of(" \n", next), text.size()) : next;
    const auto indent = at < 2 || text[at - 2] == '\n' ? kIndent : 0;
    lines += goes_on;
    if (goes_on && indent + (end - at) + 1 + (word_end - next) > width) full.push_back(end);
    at = next;
  }
  if (full.size() < kFullToShort * (lines - full.size())) return out;
  for (const auto end : full) out[end] = ' ';
  return out;
}

}  // namespace dateline
