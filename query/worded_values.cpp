#include "query/worded_values.h"

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kMostPlaceWords = 5, kMostDayWords = 3;

bool has_distance(std::string_view place) { return place.find('~') != place.npos; }

}  // namespace

std::optional<Node> WordedValues::around(const Lexeme& name) {
  const bool is_quoted = lexemes_.symbol() == Symbol::kQuoted;
  if (!is_quoted && lexemes_.symbol() != Symbol::kWord) {
    notes_.push_back(stray_operator(fmt::format("'{}:' without a place", name.text), name.range));
    return std::nullopt;
  }
  auto place = is_quoted ? lexemes_.next().text : place_words(lexemes_.next().text);
  auto end = lexemes_.take().range.second;
  std::string_view radius;
  if (const auto tilde = place.rfind('~'); !is_quoted && tilde != place.npos) {
    radius = place.substr(tilde + 1);
    place = place.substr(0, tilde);
  } else if (is_quoted && lexemes_.symbol() == Symbol::kWord && lexemes_.next().range.first == end &&
             lexemes_.next().text.starts_with('~')) {
    radius = lexemes_.next().text.substr(1);
    end = lexemes_.take().range.second;
  }
  return operands_.around(place, radius, {name.range.first, end});
}

/// The words of a place up to the one with its distance, or of the longest name of one; the last word is not
/// taken yet.
std::string_view WordedValues::place_words(std::string_view first) {
  if (has_distance(first)) return first;
  for (std::size_t words = 2; words <= kMostPlaceWords; ++words) {
    const auto joined = lexemes_.words(words);
    if (!has_distance(joined)) continue;
    lexemes_.skip(words - 1);
    return joined;
  }
  return longest_place(first);
}

std::string_view WordedValues::longest_place(std::string_view first) {
  const auto begin = lexemes_.next().range.first;
  for (auto words = kMostPlaceWords; words > 1; --words) {
    const auto joined = lexemes_.words(words);
    if (joined.empty() || !is_place_ || !is_place_(joined)) continue;
    lexemes_.skip(words - 1);
    notes_.push_back({"place_words",
                      fmt::format("{} is taken as the name of one place: write near:\"{}\" to say so",
                                  quoted(joined), joined),
                      {begin, lexemes_.next().range.second}});
    return joined;
  }
  return first;
}

std::optional<Node> WordedValues::days(const Lexeme& name) {
  if (lexemes_.symbol() != Symbol::kWord && lexemes_.symbol() != Symbol::kQuoted) {
    notes_.push_back(without_value(name));
    return std::nullopt;
  }
  std::string_view text = lexemes_.next().text;
  for (auto words = kMostDayWords; words > 1 && lexemes_.symbol() == Symbol::kWord; --words) {
    const auto joined = lexemes_.words(words);
    if (joined.empty() || !operands_.are_days(joined)) continue;
    text = joined;
    lexemes_.skip(words - 1);
    break;
  }
  return operands_.days(name.text, text, {name.range.first, lexemes_.take().range.second});
}

}  // namespace dateline
