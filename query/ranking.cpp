#include "query/ranking.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct Parameter {
  std::string_view name;
  double Ranking::* value;
  double most;
};
constexpr Parameter kParameters[] = {
    {"k1", &Ranking::k1, 10},
    {"b", &Ranking::b, 1},
    {"title", &Ranking::title, 100},
    {"idf_power", &Ranking::idf_power, 4},
    {"neighbours", &Ranking::neighbours, 10},
    {"feedback", &Ranking::feedback, 10},
    {"about", &Ranking::about, 10},
    {"recency", &Ranking::recency, kMostRecency},
};

std::expected<void, Error> set(Ranking& ranking, std::string_view setting) {
  const auto equals = std::min(setting.find('='), setting.size());
  const auto name = setting.substr(0, equals);
  const auto parameter = std::ranges::find(kParameters, name, &Parameter::name);
  if (parameter == std::end(kParameters)) {
    return std::unexpected(
        invalid("{} is not a parameter of the ranking: write k1, b, title, idf_power, neighbours, feedback, "
                "about or recency",
                quoted(name)));
  }
  const auto digits = setting.substr(std::min(equals + 1, setting.size()));
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
  if (!whole || !(value >= 0 && value <= parameter->most)) {
    return std::unexpected(invalid("{} is not a possible {}: write a number from 0 to {}", quoted(digits),
                                   name, parameter->most));
  }
  ranking.*(parameter->value) = value;
  return {};
}

}  // namespace

std::expected<Ranking, Error> parse_ranking(std::string_view text) {
  Ranking ranking;
  while (!(text = trimmed(text)).empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (auto done = set(ranking, text.substr(0, end)); !done) return std::unexpected(done.error());
    text.remove_prefix(end);
  }
  return ranking;
}

}  // namespace dateline
