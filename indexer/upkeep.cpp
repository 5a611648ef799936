#include "indexer/upkeep.h"

#include <fmt/core.h>

#include "corpus/base/program.h"
#include "indexer/generation.h"
#include "indexer/inspect.h"

namespace dateline {

std::expected<int, Error> check(const std::string& directory) {
  const auto report = check_index(directory);
  if (!report) return std::unexpected(report.error());
  for (const auto& note : report->notes) print(fmt::format("note: {}\n", note));
  for (const auto& fault : report->faults) print(fmt::format("fault: {}\n", fault));
  std::uint64_t faults = 0;
  for (const auto& [part, found] : report->found) {
    faults += found;
    if (found > kMostTold) print(fmt::format("fault: {} more in the {}\n", found - kMostTold, part));
  }
  print(fmt::format("{} articles: {}\n", report->articles,
                    faults == 0
                        ? "the index is sound"
                        : fmt::format("the index is damaged, {} fault{}", faults, faults == 1 ? "" : "s")));
  return report->faults.empty() ? kExitDone : kExitError;
}

std::expected<int, Error> stats(const std::string& directory) {
  const auto stats = index_stats(directory);
  if (!stats) return std::unexpected(stats.error());
  print(to_text(*stats));
  return kExitDone;
}

std::expected<int, Error> roll_back(const std::string& directory) {
  const auto current = current_generation(directory);
  if (!current && current.error().code == ErrorCode::kNotFound) return std::unexpected(current.error());
  const auto lock = WriteLock::take(directory);
  if (!lock) return std::unexpected(lock.error());
  const auto path = rollback_generation(directory);
  if (!path) return std::unexpected(path.error());
  print(fmt::format("{} is current again\n", *path));
  return kExitDone;
}

std::expected<int, Error> check_authority(const std::string& directory) {
  const auto report = authority_report(directory);
  if (!report) return std::unexpected(report.error());
  for (const auto& [line, message] : report->problems)
    print(fmt::format("{}/authority:{}: {}\n", directory, line, message));
  for (const auto& [line, message] : report->notes)
    print(fmt::format("{}/authority:{}: note: {}\n", directory, line, message));
  print(fmt::format("{} rules are followed, {} lines are not\n", report->rules, report->problems.size()));
  return report->problems.empty() ? kExitDone : kExitNothing;
}

}  // namespace dateline
