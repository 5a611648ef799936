#include "query/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

namespace dateline {
namespace {

constexpr std::size_t kDepth = 10;         ///< of P@10 and nDCG@10
constexpr std::size_t kRecallDepth = 100;  ///< of R@100

double discounted(int grade, std::size_t rank) {
  return grade > 0 ? grade / std::log2(static_cast<double>(rank) + 1) : 0;
}

/// The gain of the best possible ten.
double ideal_gain(const Grades& grades) {
  std::vector<int> sorted;
  for (const auto& [article, grade] : grades) sorted.push_back(grade);
  std::ranges::sort(sorted, std::greater{});
  double gain = 0;
  for (std::size_t n = 0; n < std::min(sorted.size(), kDepth); ++n) gain += discounted(sorted[n], n + 1);
  return gain;
}

/// The share of sign patterns of `differences` whose sum is at least as far from 0 as theirs.
double chance(const std::vector<double>& differences) {
  double sum = 0;
  for (const double one : differences) sum += one;
  const double observed = std::abs(sum) - 1e-12;  // equal sums in another order differ by rounding
  std::size_t as_far = 0;
  const auto count = [&](auto bit) {
    double swapped = 0;
    for (std::size_t n = 0; n < differences.size(); ++n) swapped += bit(n) ? -differences[n] : differences[n];
    if (std::abs(swapped) >= observed) ++as_far;
  };
  if (differences.size() <= kExactTopics) {
    const std::size_t patterns = std::size_t{1} << differences.size();
    for (std::size_t pattern = 0; pattern < patterns; ++pattern)
      count([&](std::size_t n) { return (pattern >> n & 1) != 0; });
    return static_cast<double>(as_far) / static_cast<double>(patterns);
  }
  std::mt19937_64 random(1);
  for (std::size_t round = 0; round < kSwaps; ++round) {
    std::uint64_t bits = 0;
    count([&](std::size_t n) {
      if (n % 64 == 0) bits = random();
      return (bits >> (n % 64) & 1) != 0;
    });
  }
  return static_cast<double>(as_far + 1) / static_cast<double>(kSwaps + 1);
}

}  // namespace

Measures measure(std::span<const std::string> ranked, const Grades& grades) {
  const auto relevant =
      static_cast<double>(std::ranges::count_if(grades, [](const auto& one) { return one.second > 0; }));
  double found = 0, precisions = 0, in_ten = 0, in_hundred = 0, gain = 0, reciprocal = 0;
  for (std::size_t rank = 1; rank <= ranked.size(); ++rank) {
    const auto judged = grades.find(ranked[rank - 1]);
    if (judged == grades.end() || judged->second <= 0) continue;
    precisions += ++found / static_cast<double>(rank);
    if (found == 1) reciprocal = 1 / static_cast<double>(rank);
    if (rank <= kDepth) ++in_ten, gain += discounted(judged->second, rank);
    if (rank <= kRecallDepth) ++in_hundred;
  }
  return {precisions / relevant, gain / ideal_gain(grades), in_ten / kDepth, in_hundred / relevant,
          reciprocal};
}

Measures mean(std::span<const Measures> topics) {
  Measures means{};
  for (const auto& topic : topics) {
    for (std::size_t n = 0; n < means.size(); ++n) means[n] += topic[n] / static_cast<double>(topics.size());
  }
  return means;
}

Difference compare(std::span<const Measures> first, std::span<const Measures> second, std::size_t which) {
  Difference result;
  std::vector<double> differences;
  for (std::size_t n = 0; n < first.size(); ++n) {
    const double difference = second[n][which] - first[n][which];
    result.mean += difference / static_cast<double>(first.size());
    result.better += difference > 0;
    result.worse += difference < 0;
    if (difference != 0) differences.push_back(difference);
  }
  result.p = chance(differences);
  return result;
}

}  // namespace dateline
