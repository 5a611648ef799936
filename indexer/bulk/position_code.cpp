#include "indexer/bulk/position_code.h"

#include <bit>

#include "indexer/bulk/format.h"

namespace dateline::glass {
namespace {

/// Collects bits, lowest first.
class BitWriter {
 public:
  /// Writes from `out` on, 8 bytes further than it has to.
  explicit BitWriter(char* out) : out_(out) {}

  /// Writes `value`, which is below `outof`.
  void encode(std::uint32_t value, std::uint64_t outof) {
    const auto bits = static_cast<unsigned>(std::bit_width(outof - 1));
    const std::uint64_t spare = (std::uint64_t{1} << bits) - outof;
    if (spare == 0) return write(value, bits);
    const std::uint64_t middle = (outof - spare) / 2;
    if (value < middle) {
      write(value, bits);
    } else if (value >= middle + spare) {
      write((value - (middle + spare)) | std::uint64_t{1} << (bits - 1), bits);
    } else {
      write(value, bits - 1);
    }
  }

  /// Writes what lies between the first and the last of `positions`, which are known.
  void encode_between(std::span<const std::uint32_t> positions) {
    while (positions.size() > 2) {
      const std::size_t middle = (positions.size() - 1) / 2;
      const std::uint64_t range = std::uint64_t{positions.back()} - positions.front();
      encode(static_cast<std::uint32_t>(positions[middle] - positions.front() - middle),
             range - (positions.size() - 1) + 1);
      encode_between(positions.first(middle + 1));
      positions = positions.subspan(middle);
    }
  }

  /// Writes what is left; returns the end.
  char* finish() { return out_ + (filled_ + 7) / 8; }

 private:
  void write(std::uint64_t value, unsigned bits) {
    pending_ |= value << filled_;
    filled_ += bits;
    for (int n = 0; n < 8; ++n) out_[n] = static_cast<char>(pending_ >> 8 * n);
    out_ += filled_ / 8;
    pending_ >>= filled_ & ~7u;
    filled_ &= 7;
  }

  char* out_;
  std::uint64_t pending_ = 0;
  unsigned filled_ = 0;
};

}  // namespace

void append_positions(Buffer& out, std::span<const std::uint32_t> positions) {
  constexpr std::size_t kBytesEach = 5, kSlack = 16;
  char* const begin = out.room(positions.size() * kBytesEach + kSlack);
  char* const end = put_uint(begin, positions.back());
  if (positions.size() == 1) return out.commit(end);
  BitWriter writer(end);
  writer.encode(positions.front(), positions.back());
  writer.encode(static_cast<std::uint32_t>(positions.size() - 2), positions.back() - positions.front());
  writer.encode_between(positions);
  out.commit(writer.finish());
}

}  // namespace dateline::glass
