#include "indexer/following.h"

#include <algorithm>
#include <optional>

#include "indexer/watch.h"

namespace dateline {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kLongestPause = 60s;

bool ends_all(ErrorCode code) {
  return code == ErrorCode::kInvalidArgument || code == ErrorCode::kUnsupported;
}

bool may_pass(ErrorCode code) { return code == ErrorCode::kBusy || code == ErrorCode::kIo; }

}  // namespace

std::expected<void, Error> follow(const std::string& folder, bool deletes_missing, milliseconds quiet,
                                  const LoadRound& load,
                                  const std::function<void(const std::string&)>& report,
                                  const std::function<bool()>& stopped) {
  auto watch = FolderWatch::begin(folder);
  if (!watch) return std::unexpected(watch.error());
  std::optional<milliseconds> pause;  // before a failed round is tried again
  bool needs_all = false;
  bool is_another = false;
  std::string index_uuid;
  do {
    const auto& changes = watch->changes();
    Round round{.is_all = changes.is_all || needs_all || (deletes_missing && changes.has_lost),
                .files = {changes.files.begin(), changes.files.end()},
                .index_uuid = index_uuid,
                .is_another = is_another || changes.is_another};
    if (round.is_all || !round.files.empty()) {
      const auto loaded = load(round);
      if (!loaded && ends_all(loaded.error().code)) return loaded;
      if (!loaded && may_pass(loaded.error().code)) {
        pause = std::min(2 * pause.value_or(quiet), kLongestPause);
        report(fmt::format("{}; trying again in {} s", loaded.error().message, *pause / 1s));
      } else {
        pause.reset();
        if (!loaded) report(loaded.error().message);
      }
      if (loaded) index_uuid = round.index_uuid;
      if (loaded) is_another = round.is_another;
      // What a round that failed had committed before may have come from files that are gone by the next.
      needs_all = round.has_sitemaps || round.has_left_missing || (!loaded && (needs_all || deletes_missing));
      if (loaded && needs_all && !round.is_all) continue;
      if (loaded) {
        if (auto forgotten = watch->forget(round.is_all); !forgotten) return forgotten;
      }
    } else if (auto forgotten = watch->forget(false); !forgotten) {
      return forgotten;
    }
    const auto changed = watch->wait(quiet, pause, stopped);
    if (!changed) return std::unexpected(changed.error());
  } while (!stopped());
  return {};
}

}  // namespace dateline
