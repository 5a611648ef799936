#include "indexer/guarded_table.h"

#include <unistd.h>

#include "indexer/bulk/block_check.h"
#include "indexer/bulk/version_file.h"
#include "indexer/checksum_file.h"

namespace dateline {
namespace {

constexpr std::size_t kBits = 64;

}  // namespace

bool LastCommit::allows(std::uint32_t revision) const {
  if (revision <= known_ + glass::kUnfinishedRevisions) return true;
  const auto now = glass::revision_of(path_);
  if (now) known_ = *now;
  return !now || revision <= *now + glass::kUnfinishedRevisions;
}

GuardedTable::GuardedTable(int descriptor, std::span<const std::uint32_t> checksums, std::uint64_t made,
                           const LastCommit& last_commit)
    : descriptor_(descriptor),
      checksums_(checksums),
      made_(made),
      last_commit_(last_commit),
      known_(checksums.size() / kBits + 1) {}

GuardedTable::~GuardedTable() { ::close(descriptor_); }

bool GuardedTable::is_sound(std::string_view bytes, std::size_t number) const {
  const auto revision = revision_of(bytes);
  if (number >= checksums_.size() || revision > made_)
    return glass::is_well_formed(bytes) && last_commit_.allows(revision);
  auto& known = known_[number / kBits];
  const auto bit = std::uint64_t{1} << number % kBits;
  if ((known.load(std::memory_order_relaxed) & bit) != 0) return true;
  if (checksum_of(bytes) != checksums_[number]) return false;
  known.fetch_or(bit, std::memory_order_relaxed);
  return true;
}

}  // namespace dateline
