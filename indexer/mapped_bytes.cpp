#include "indexer/mapped_bytes.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace dateline {
namespace {

/// Tells the system what comes for the pages that bytes stand on.
void advise(std::string_view mapped, int advice) {
  static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  if (mapped.empty()) return;
  const auto begin = reinterpret_cast<std::uintptr_t>(mapped.data());
  const auto first = begin / page * page;
  ::madvise(reinterpret_cast<void*>(first), begin + mapped.size() - first, advice);
}

/// Whether a byte is there faster than any disk gives it. To ask the system for megabytes that it has takes
/// longer than to look, and mincore() tells the file's owner alone.
bool is_in_memory(const char* byte) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::microseconds kFasterThanDisks{20};
  const auto begun = Clock::now();
  static_cast<void>(*static_cast<const volatile char*>(byte));
  return Clock::now() - begun < kFasterThanDisks;
}

bool is_missing(std::string_view mapped) { return !mapped.empty() && !is_in_memory(&mapped.back()); }

}  // namespace

void expect_few_in(std::string_view mapped) { advise(mapped, MADV_RANDOM); }

void expect_many_in(std::string_view mapped) { advise(mapped, MADV_NORMAL); }

void give_back(std::string_view mapped) { advise(mapped, MADV_DONTNEED); }

void begin_to_read(std::string_view mapped) {
  constexpr std::size_t kPiece = 128 << 10;  // of a larger one Linux reads no more than it reads ahead
  for (; !mapped.empty(); mapped.remove_prefix(std::min(mapped.size(), kPiece)))
    advise(mapped.substr(0, kPiece), MADV_WILLNEED);
}

void fetch(std::string_view mapped) {
  if (is_missing(mapped)) begin_to_read(mapped);
}

void fetch(std::span<const std::string_view> mapped) {
  constexpr std::size_t kLookedAt = 8;  // one in so many
  while (!mapped.empty() && !is_missing(mapped.front()))
    mapped = mapped.subspan(std::min(kLookedAt, mapped.size()));
  for (const auto bytes : mapped) begin_to_read(bytes);
}

}  // namespace dateline
