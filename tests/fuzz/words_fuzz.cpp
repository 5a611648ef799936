// What a search reads of a words file without comparing it with its checksum: lists of postings and the words
// of articles. Whatever bytes there are, reading stays inside them and gives docids of the index.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/followers.h"
#include "indexer/posting_list.h"
#include "indexer/word_file.h"

namespace {

using namespace dateline;

bool is_rising_to(const PostingList& list, DocId last) {
  PostingCursor cursor(list);
  for (DocId next = 1; next <= last;) {
    const auto found = cursor.skip_to(next);
    if (found == 0) return true;
    if (found < next || found > last) return false;
    (void)cursor.uses();
    next = found + 1;
  }
  return true;
}

bool gives_docids_up_to(const PostingList& list, DocId last) {
  bool is_inside = true;
  list.for_each([&](DocId document, Uses) { is_inside = is_inside && document <= last; });
  return is_inside;
}

/// Whether each is found at a place of its own among those up to `last`.
bool has_places(const PostingList& list, DocId last) {
  std::vector<DocId> all(last);
  std::iota(all.begin(), all.end(), DocId{1});
  bool is_inside = true;
  list.for_each_of(all, [&](std::size_t n, Uses) { is_inside = is_inside && n < last; });
  list.for_each_place_of(
      all, [&](std::size_t, std::size_t place) { is_inside = is_inside && place < list.count(); });
  return is_inside;
}

/// Asks codes, of which the first bytes say where they begin, for what stands behind some words.
void ask_followers(std::span<const char> bytes, DocId last) {
  const auto count = bytes.size() / (2 * sizeof(std::uint64_t));
  std::vector<std::uint64_t> begin(count);
  std::memcpy(begin.data(), bytes.data(), count * sizeof(std::uint64_t));
  const auto codes = bytes.subspan(count * sizeof(std::uint64_t));
  const std::vector<std::uint8_t> exact(codes.begin(), codes.end());
  const Followers followers(begin, exact, last);
  for (std::uint32_t word = 0; followers.has(word); ++word) {
    for (const std::size_t place : {0, 1, 200, 1'000'000})
      static_cast<void>(followers.may_follow(word, last, place, Follower(word + 1)));
  }
}

}  // namespace

/// Two bytes with how many postings there are, one with the last docid, then the bytes of both.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kHeader = 3;
  if (size < kHeader) return 0;
  const std::vector<char> exact(data + kHeader, data + size);  // where the sanitizer sees the end
  const std::string_view bytes(exact.data(), exact.size());
  const DocId last = data[2];
  const PostingList list(bytes, data[0] * std::size_t{256} + data[1], last);
  if (!gives_docids_up_to(list, last) || !is_rising_to(list, last) || !has_places(list, last)) std::abort();
  ask_followers(exact, last);
  std::size_t words = 0;
  for_each_word(bytes, [&](WordNumber, std::uint32_t) { ++words; });
  if (words > bytes.size()) std::abort();
  return 0;
}
