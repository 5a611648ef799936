#include "indexer/story.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
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

/// `byte` in each of the eight of a number.
constexpr std::uint64_t in_each(unsigned char byte) { return byte * 0x0101010101010101u; }

constexpr auto kTops = in_each(0x80);

/// Eight bytes of a text, ASCII capitals as small letters.
struct Eight {
  std::uint64_t lowered = 0;
  std::uint64_t tops_of_words = 0;  ///< the top bit of each byte that is of a word
};

/// Of words are letters, digits and all beyond ASCII.
Eight eight_of(std::uint64_t bytes) {
  // The top bit of a byte tells whether it is at least `least`, for those below 0x80.
  const auto at_least = [](std::uint64_t bytes_below, unsigned least) {
    return bytes_below + in_each(static_cast<unsigned char>(0x80 - least));
  };
  const auto below = bytes & ~kTops, small = below | in_each(0x20);
  const auto letters = at_least(small, 'a') & ~at_least(small, 'z' + 1) & ~bytes & kTops;
  const auto digits = at_least(below, '0') & ~at_least(below, '9' + 1);
  return {bytes | letters >> 2, (letters | digits | bytes) & kTops};
}

/// The number whose lowest byte is the first one of `number` in memory, and the other way round.
std::uint64_t first_lowest(std::uint64_t number) {
  return std::endian::native == std::endian::little ? number : __builtin_bswap64(number);
}

/// A text made ready to be taken apart, 64 bytes at a time.
struct LoweredText {
  std::vector<std::uint64_t> eights;    ///< its bytes, lowered; 8 zeros at least behind them
  std::vector<std::uint64_t> of_words;  ///< a bit for each byte: whether it is of a word
};

LoweredText lowered(std::string_view text) {
  const auto groups = text.size() / 64 + 1;
  LoweredText ready{.eights = std::vector<std::uint64_t>(groups * 8 + 1), .of_words = {}};
  ready.of_words.reserve(groups);
  text.copy(reinterpret_cast<char*>(ready.eights.data()), text.size());
  for (auto at = ready.eights.begin(); at + 1 != ready.eights.end();) {
    std::uint64_t bits = 0;
    for (unsigned shift = 0; shift < 64; shift += 8, ++at) {
      constexpr std::uint64_t kGather = 0x0002040810204081u;  // moves the top bits side by side
      const auto eight = eight_of(first_lowest(*at));
      *at = first_lowest(eight.lowered);
      bits |= ((eight.tops_of_words >> 7) * kGather >> 49 & 0xFF) << shift;
    }
    ready.of_words.push_back(bits);
  }
  return ready;
}

/// The hash of the word at `at`; of words shorter than 8 bytes no two are equal.
std::uint64_t hash_of(const char* at, std::size_t size) {
  const auto eight_at = [](const char* bytes) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return first_lowest(number);
  };
  std::uint64_t hash = 0;
  for (; size >= 8; size -= 8, at += 8) hash = mixed(hash ^ eight_at(at));
  return mixed(hash ^ (eight_at(at) & ((std::uint64_t{1} << (8 * size)) - 1)));
}

/// The hashes of the words of a text, in order.
std::vector<std::uint64_t> word_hashes(std::string_view text) {
  const auto [eights, of_words] = lowered(text);
  const auto* const bytes = reinterpret_cast<const char*>(eights.data());
  std::vector<std::uint64_t> words;
  words.reserve(text.size() / 4);
  std::size_t begin = 0;
  bool is_open = false;
  std::uint64_t before = 0;  // the last bit of the bits before
  for (std::size_t n = 0; n < of_words.size(); ++n) {
    auto edges = of_words[n] ^ (of_words[n] << 1 | before);
    before = of_words[n] >> 63;
    for (; edges != 0; edges &= edges - 1) {
      const auto edge = n * 64 + static_cast<std::size_t>(std::countr_zero(edges));
      if (std::exchange(is_open, !is_open)) words.push_back(hash_of(bytes + begin, edge - begin));
      begin = edge;
    }
  }
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
