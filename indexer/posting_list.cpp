#include "indexer/posting_list.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kEntryBytes = 8;  ///< of the table, for one block
constexpr std::size_t kWidths = 2;      ///< bytes before a block
constexpr unsigned kWidestPacked = 32;  ///< bits of a number

void append_number(std::string& bytes, std::uint32_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void append_varint(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
  bytes += static_cast<char>(number);
}

std::uint64_t take_varint(std::string_view bytes, std::size_t& at) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 63; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    number |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) break;
  }
  return number;
}

unsigned width_of(std::span<const std::uint32_t> numbers) {
  std::uint32_t all = 0;
  for (const auto number : numbers) all |= number;
  return static_cast<unsigned>(std::bit_width(all));
}

constexpr std::size_t packed_bytes(unsigned width) { return kPostingBlock * width / 8; }

void pack(std::string& bytes, std::span<const std::uint32_t> numbers, unsigned width) {
  std::uint64_t open = 0;
  unsigned bits = 0;
  for (const auto number : numbers) {
    open |= std::uint64_t{number} << bits;
    for (bits += width; bits >= 8; bits -= 8, open >>= 8) bytes += static_cast<char>(open);
  }
}

/// Unpacks numbers of one width, eight at a time, which fill whole bytes. Reads up to 8 bytes behind them.
template <unsigned kWidth>
void unpack_width(const char* bytes, std::uint32_t* numbers) {
  constexpr auto kMask = (std::uint64_t{1} << kWidth) - 1;
  const auto number = [&](std::size_t bit) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + bit / 8, sizeof word);
    return static_cast<std::uint32_t>(word >> (bit % 8) & kMask);
  };
  for (std::size_t n = 0; n < kPostingBlock; n += 8, bytes += kWidth) {
    [&]<std::size_t... kOf8>(std::index_sequence<kOf8...>) {
      ((numbers[n + kOf8] = number(kOf8 * kWidth)), ...);
    }(std::make_index_sequence<8>());
  }
}

/// unpack_width by width.
constexpr auto kUnpack = []<unsigned... kWidth>(std::integer_sequence<unsigned, kWidth...>) {
  return std::array{&unpack_width<kWidth>...};
}(std::make_integer_sequence<unsigned, kWidestPacked + 1>());

}  // namespace

void PostingEncoder::add(DocId document, Uses uses) {
  gaps_[open_] = document - last_;
  uses_[open_] = uses.code();
  last_ = document;
  if (++open_ == kPostingBlock) end_block();
}

void PostingEncoder::end_block() {
  const auto gaps = width_of(gaps_), uses = width_of(uses_);
  blocks_ += static_cast<char>(gaps);
  blocks_ += static_cast<char>(uses);
  pack(blocks_, gaps_, gaps);
  pack(blocks_, uses_, uses);
  append_number(table_, last_);
  append_number(table_, static_cast<std::uint32_t>(blocks_.size()));
  open_ = 0;
}

std::string PostingEncoder::take() {
  auto bytes = table_ + blocks_;
  for (std::size_t n = 0; n < open_; ++n) {
    append_varint(bytes, std::uint64_t{gaps_[n]} * 2 + (uses_[n] != 0 ? 1 : 0));
    if (uses_[n] != 0) append_varint(bytes, uses_[n]);
  }
  open_ = 0;
  last_ = 0;
  table_.clear();
  blocks_.clear();
  return bytes;
}

PostingList::PostingList(std::string_view bytes, std::size_t count, DocId last)
    : bytes_(bytes), count_(count), last_(last) {
  const bool has_table = bytes_.size() >= kPostingPadding && whole() <= bytes_.size() / kEntryBytes;
  if (!has_table) count_ = 0;
}

std::uint32_t PostingList::table_entry(std::size_t number, std::size_t which) const {
  std::uint32_t entry = 0;
  std::memcpy(&entry, bytes_.data() + number * kEntryBytes + which * sizeof entry, sizeof entry);
  return entry;
}

DocId PostingList::last_of(std::size_t number) const {
  return number < whole() ? std::min(table_entry(number, 0), last_) : last_;
}

void PostingList::read(std::size_t number, PostingBlock& block) const {
  read_documents(number, block);
  read_uses(block);
}

void PostingList::read_documents(std::size_t number, PostingBlock& block) const {
  block.packed_uses = nullptr;
  block.size = number < whole() ? read_whole(number, block) : read_rest(block);
  std::ranges::fill(std::span(block.documents).subspan(block.size), PostingBlock::kNone);
}

/// How many documents the whole block `number` has; 0 where it is damaged.
std::size_t PostingList::read_whole(std::size_t number, PostingBlock& block) const {
  const auto begin = whole() * kEntryBytes + (number == 0 ? 0 : table_entry(number - 1, 1));
  if (begin + kWidths > bytes_.size()) return 0;
  const auto gaps = static_cast<unsigned char>(bytes_[begin]);
  const auto uses = static_cast<unsigned char>(bytes_[begin + 1]);
  const auto end = begin + kWidths + packed_bytes(gaps) + packed_bytes(uses);
  if (gaps > kWidestPacked || uses > kWidestPacked || end + kPostingPadding > bytes_.size()) return 0;
  const auto* const packed = bytes_.data() + begin + kWidths;
  kUnpack[gaps](packed, block.documents.data());
  block.packed_uses = packed + packed_bytes(gaps);
  block.uses_width = uses;
  std::uint64_t document = number == 0 ? 0 : table_entry(number - 1, 0);
  for (auto& gap : block.documents) gap = static_cast<DocId>(document += gap);
  return document <= last_ ? kPostingBlock : 0;
}

void PostingList::read_uses(PostingBlock& block) {
  if (block.packed_uses != nullptr) kUnpack[block.uses_width](block.packed_uses, block.uses.data());
  block.packed_uses = nullptr;
}

/// How many documents stand behind the whole blocks, with their uses.
std::size_t PostingList::read_rest(PostingBlock& block) const {
  const auto blocks = whole();
  auto at = blocks * kEntryBytes + (blocks == 0 ? 0 : table_entry(blocks - 1, 1));
  std::uint64_t document = blocks == 0 ? 0 : table_entry(blocks - 1, 0);
  const auto rest = count_ % kPostingBlock;
  std::size_t n = 0;
  for (; n < rest && at < bytes_.size(); ++n) {
    const auto gap = take_varint(bytes_, at);
    document += gap / 2;
    if (document > last_) break;
    block.documents[n] = static_cast<DocId>(document);
    block.uses[n] = gap % 2 != 0 ? static_cast<std::uint32_t>(take_varint(bytes_, at)) : 0;
  }
  return n;
}

DocId PostingCursor::skip_to(DocId document) {
  while (number_ < list_.blocks()) {
    if (list_.last_of(number_) >= document) {
      if (!std::exchange(is_read_, true)) list_.read_documents(number_, block_);
      at_ = block_.find(document);
      if (at_ < block_.size && block_.documents[at_] >= document) return block_.documents[at_];
    }
    ++number_;
    is_read_ = false;
  }
  return 0;
}

Uses PostingCursor::uses() {
  PostingList::read_uses(block_);
  return Uses::of_code(block_.uses[at_]);
}

}  // namespace dateline
