// What the server did, in numbers, as Prometheus reads them.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http.h"

namespace dateline {

/// Counts and times of responses by route. Safe to use from any thread.
class Metrics {
 public:
  /// `route` is a pattern such as "/api/search", never what a client sent.
  void observe(std::string_view route, const HttpResponse& response, std::chrono::microseconds took);

  /// The text format of Prometheus: what was observed, then `gauges` (name, value).
  std::string text(const std::vector<std::pair<std::string, double>>& gauges) const;

  /// Upper bounds of the histogram, in seconds.
  static constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                      0.1,   0.25,   0.5,   1.0,  2.5,   10.0};

 private:
  struct Times {
    std::array<std::uint64_t, kBounds.size()> at_most{};
    std::uint64_t count = 0;
    double sum = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> responses_;
  std::map<std::string, Times> times_;
  std::uint64_t without_hits_ = 0;
};

}  // namespace dateline
