#include "indexer/story.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kRows = 3;  ///< min-hashes in a key
constexpr std::size_t kShingleWords = 3;

/// The finalizer of splitmix64: every bit of the result depends on every bit given.
constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

/// By byte: what of a word it is, ASCII capitals as small letters; 0 for what stands between words.
constexpr auto kLowered = [] {
  std::array<unsigned char, 256> lowered{};
  for (unsigned c = 0x80; c < 0x100; ++c) lowered[c] = static_cast<unsigned char>(c);
  for (unsigned char c = '0'; c <= '9'; ++c) lowered[c] = c;
  for (unsigned char c = 'a'; c <= 'z'; ++c) lowered[c] = lowered[c - 'a' + 'A'] = c;
  return lowered;
}();

/// The hashes of the words of a text, in order; of words shorter than 8 bytes no two are equal.
std::vector<std::uint64_t> word_hashes(std::string_view text) {
  std::vector<std::uint64_t> words;
  words.reserve(text.size() / 4);
  std::uint64_t hash = 0, piece = 0;  // of the word's eights, and what has come of the next one
  unsigned bits = 0;
  for (const char c : text) {
    const std::uint64_t lowered = kLowered[static_cast<unsigned char>(c)];
    if (lowered != 0) {
      piece |= lowered << bits;
      bits += 8;
      if (bits < 64) continue;
      hash = mixed(hash ^ std::exchange(piece, 0));
      bits = 0;
    } else if ((hash | piece) != 0) {
      words.push_back(mixed(std::exchange(hash, 0) ^ std::exchange(piece, 0)));
      bits = 0;
    }
  }
  if ((hash | piece) != 0) words.push_back(mixed(hash ^ piece));
  return words;
}

using MinHashes = std::array<std::uint32_t, kStoryBands * kRows>;

/// Multiplying by different odd numbers orders the shingles differently.
constexpr auto kOrders = [] {
  MinHashes orders{};
  for (std::size_t n = 0; n < orders.size(); ++n)
    orders[n] = static_cast<std::uint32_t>(2 * mixed(n + 1) + 1);
  return orders;
}();

// Eight products at a time where the machine can. Not under ThreadSanitizer, which does not run yet when the
// clone is chosen.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
[[gnu::target_clones("avx2", "default")]]
#endif
MinHashes min_hashes(const Shingles& shingles) {
  MinHashes least;
  least.fill(std::numeric_limits<std::uint32_t>::max());
  for (const auto shingle : shingles) {
    const auto folded = static_cast<std::uint32_t>(shingle ^ (shingle >> 32));
    for (std::size_t n = 0; n < least.size(); ++n) least[n] = std::min(least[n], folded * kOrders[n]);
  }
  return least;
}

/// The hashes of the runs of three words, in the order of the text.
Shingles shingles_in_order(std::string_view text) {
  constexpr std::uint64_t kFirst = 2 * mixed(1) + 1, kSecond = 2 * mixed(2) + 1;  // order matters
  const auto words = word_hashes(text);
  Shingles shingles;
  shingles.reserve(words.size());
  for (std::size_t n = 0; n + kShingleWords <= words.size(); ++n)
    shingles.push_back(words[n] * kFirst + words[n + 1] * kSecond + words[n + 2]);
  return shingles;
}

void sort_and_unite(Shingles& shingles) {
  std::ranges::sort(shingles);
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
}

/// Whether kFewestShingles of them differ.
bool are_enough(const Shingles& shingles) {
  std::array<std::uint64_t, kFewestShingles> seen{};
  auto end = seen.begin();
  for (const auto shingle : shingles) {
    if (std::find(seen.begin(), end, shingle) != end) continue;
    *end++ = shingle;
    if (end == seen.end()) return true;
  }
  return false;
}

}  // namespace

Shingles shingles_of(std::string_view text) {
  auto shingles = shingles_in_order(text);
  sort_and_unite(shingles);
  return shingles;
}

double resemblance(const Shingles& a, const Shingles& b) {
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    const bool equal = *x == *y, less = *x < *y;
    shared += equal;
    x += equal || less;
    y += equal || !less;
  }
  const auto all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

bool is_near_copy(const Shingles& a, const Shingles& b) {
  return std::min(a.size(), b.size()) >= kFewestShingles && resemblance(a, b) >= kStoryResemblance;
}

std::vector<std::uint32_t> story_bands(std::string_view text) {
  constexpr std::size_t kSurelyEnough = 16 * kFewestShingles;  // of which some may be equal
  const auto shingles = shingles_in_order(text);
  if (shingles.size() < kSurelyEnough && !are_enough(shingles)) return {};
  return story_bands(shingles);
}

std::vector<std::uint32_t> story_bands(const Shingles& shingles) {
  std::vector<std::uint32_t> bands;
  if (shingles.size() < kFewestShingles) return bands;
  const auto hashes = min_hashes(shingles);
  for (std::size_t band = 0; band < kStoryBands; ++band) {
    std::uint64_t hash = mixed(band + 1);
    for (std::size_t row = 0; row < kRows; ++row) hash = mixed(hash ^ hashes[band * kRows + row]);
    bands.push_back(static_cast<std::uint32_t>(hash));
  }
  return bands;
}

std::string encode_bands(const std::vector<std::uint32_t>& bands) {
  std::string bytes;
  for (const auto band : bands) {
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(band >> shift);
  }
  return bytes;
}

std::vector<std::uint32_t> decode_bands(std::string_view bytes) {
  std::vector<std::uint32_t> bands;
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) {
    std::uint32_t band = 0;
    for (const char byte : bytes.substr(0, 4)) band = band << 8 | static_cast<unsigned char>(byte);
    bands.push_back(band);
  }
  return bands;
}

}  // namespace dateline
