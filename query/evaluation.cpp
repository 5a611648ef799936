#include "query/evaluation.h"

#include <algorithm>

#include "corpus/base/text.h"

namespace dateline {
namespace {

std::string row(std::string_view name, std::size_t width, const Measures& measures) {
  auto line = fmt::format("{:<{}}", name, width);
  for (const double value : measures) line += fmt::format(" {:>8.4f}", value);
  return line + "\n";
}

}  // namespace

std::expected<std::vector<Measures>, Error> measure_topics(const Index& index, SearchRequest request,
                                                           const std::vector<Topic>& topics,
                                                           const Judgements& judgements) {
  if (request.match == MatchMode::kAuto) request.match = MatchMode::kAny;
  request.limit = kMaxLimit;
  request.offset = 0;
  std::vector<Measures> measured;
  for (const auto& [id, grades] : judgements) {
    const auto topic = std::ranges::find(topics, id, &Topic::id);
    std::vector<std::string> ranked;
    if (topic != topics.end()) {
      request.text = topic->text;
      auto ids = index.ids(request);
      if (!ids) return std::unexpected(ids.error());
      ranked = std::move(*ids);
    }
    measured.push_back(measure(ranked, grades));
  }
  return measured;
}

std::string measures_table(const Judgements& judgements, const std::vector<Measures>& measured,
                           bool per_query) {
  const auto all = fmt::format("mean of {}", measured.size());
  auto width = all.size();
  if (per_query) {
    for (const auto& [topic, grades] : judgements) width = std::max(width, visible(topic).size());
  }
  auto table = fmt::format("{:<{}}", "topic", width);
  for (const auto name : kMeasureNames) table += fmt::format(" {:>8}", name);
  table += "\n";
  if (per_query) {
    std::size_t n = 0;
    for (const auto& [topic, grades] : judgements) table += row(visible(topic), width, measured[n++]);
  }
  return table + row(all, width, mean(measured));
}

std::string comparison_table(const std::vector<Measures>& first, const std::vector<Measures>& second) {
  auto table = fmt::format("{:<8} {:>8} {:>8} {:>8} {:>7} {:>6} {:>6}\n", "measure", "ranking", "compare",
                           "change", "p", "better", "worse");
  const auto before = mean(first), after = mean(second);
  for (std::size_t n = 0; n < kMeasureNames.size(); ++n) {
    const auto difference = compare(first, second, n);
    table +=
        fmt::format("{:<8} {:>8.4f} {:>8.4f} {:>+8.4f} {:>7.4f} {:>6} {:>6}\n", kMeasureNames[n], before[n],
                    after[n], difference.mean, difference.p, difference.better, difference.worse);
  }
  return table;
}

}  // namespace dateline
