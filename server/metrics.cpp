#include "server/metrics.h"

#include <fmt/core.h>

namespace dateline {

void Metrics::observe(std::string_view route, const HttpResponse& response, std::chrono::microseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const std::scoped_lock lock(mutex_);
  ++responses_[{std::string(route), response.status}];
  auto& times = times_[std::string(route)];
  for (std::size_t n = 0; n < kBounds.size(); ++n) times.at_most[n] += seconds <= kBounds[n] ? 1 : 0;
  if (response.found == 0) ++without_hits_;
  ++times.count;
  times.sum += seconds;
}

std::string Metrics::text(const std::vector<std::pair<std::string, double>>& gauges) const {
  const std::scoped_lock lock(mutex_);
  std::string out = "# TYPE dateline_responses_total counter\n";
  for (const auto& [key, count] : responses_) {
    out += fmt::format("dateline_responses_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second,
                       count);
  }
  out += "# TYPE dateline_response_seconds histogram\n";
  for (const auto& [route, times] : times_) {
    for (std::size_t n = 0; n < kBounds.size(); ++n) {
      out += fmt::format("dateline_response_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, kBounds[n],
                         times.at_most[n]);
    }
    out += fmt::format(
        "dateline_response_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
        "dateline_response_seconds_sum{{route=\"{0}\"}} {2:.6f}\n"
        "dateline_response_seconds_count{{route=\"{0}\"}} {1}\n",
        route, times.count, times.sum);
  }
  out += fmt::format(
      "# TYPE dateline_searches_without_hits_total counter\ndateline_searches_without_hits_total {}\n",
      without_hits_);
  for (const auto& [name, value] : gauges) out += fmt::format("# TYPE {0} gauge\n{0} {1}\n", name, value);
  return out;
}

}  // namespace dateline
