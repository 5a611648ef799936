#include "indexer/bulk/position_code.h"

#include <bit>

#include "indexer/bulk/format.h"

namespace dateline::glass {
namespace {

/// Collects bits, lowest first.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}

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

  void flush() {
    for (; filled_ > 0; filled_ = filled_ > 8 ? filled_ - 8 : 0, pending_ >>= 8) {
      out_ += static_cast<char>(pending_);
    }
  }

 private:
  void write(std::uint64_t value, unsigned bits) {
    pending_ |= value << filled_;
    filled_ += bits;
    for (; filled_ >= 8; filled_ -= 8, pending_ >>= 8) out_ += static_cast<char>(pending_);
  }

  std::string& out_;
  std::uint64_t pending_ = 0;
  unsigned filled_ = 0;
};

}  // namespace

void append_positions(std::string& out, std::span<const std::uint32_t> positions) {
  append_uint(out, positions.back());
  if (positions.size() == 1) return;
  const std::uint32_t range = positions.back() - positions.front();
  BitWriter writer(out);
  writer.encode(positions.front(), positions.back());
  writer.encode(static_cast<std::uint32_t>(positions.size() - 2), range);
  writer.encode_between(positions);
  writer.flush();
}

}  // namespace dateline::glass
