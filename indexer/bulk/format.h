// Xapian's glass tables as far as a bulk builder writes them. The format is the one whose version bytes are
// kVersionMagic; everything here was checked against databases that Xapian 1.4.22 wrote.
//
// A database is a folder with one file a table and `iamglass`, which names the tables' roots
// (version_file.h).
//
// Numbers inside tags.
//   uint      7 bits a byte, lowest first, top bit set on all but the last (LEB128)
//   sortuint  order-preserving: below 0x8000 two bytes big-endian; else (37 - clz32(n)) / 7 bytes big-endian
//             whose first byte starts with as many ones as there are bytes beyond two
//   string    uint length, bytes
//   slot      little-endian without trailing zero bytes (in keys of value bounds)
//   sortterm  a term with each zero byte written 00 FF; its length is at most kMaxTermKey
//
// A table is a B-tree of blocks of 2 to 64 KiB. All fields are big-endian.
//   block        revision u32, level u8 (0 leaf), largest free run u16, total free u16, directory end u16,
//                directory of u16 item offsets in key order; the items are packed from the block's end
//   leaf item    u16 (its size - 3, with kCompressed, kLast, kFirst), key length u8, key,
//                component u16 unless first, part of the tag. A tag too long for one item, that is longer
//                than max_item_size, continues in items of the same key with component 2, 3, ...
//   branch item  child block u32, key length u8, key, component u16: the child holds what is not less; only
//                as much of a key is kept as tells it from the key before. The first item of a branch block
//                has no key and component 0
//   The very first item of a table is an empty one without key or tag. Tags of some tables are deflated (raw)
//   if that makes them shorter.
//
// postlist   `00 C0` key                       metadata: value
//            `00 D0` slot                      bounds of a slot: uint documents, string lowest, highest
//                                              (left out if equal)
//            `00 D8` uint slot, sortuint docid values: string, then (uint docid gap - 1, string) *
//            `00 E0` [sortuint docid]          document lengths: as postings with length for wdf
//            sortterm [00 sortuint docid]      postings. The first entry has no docid and starts with uint
//                                              term frequency, uint sum of wdf, uint docid - 1 (for lengths
//                                              0, 0); then for each entry: '1' in the last one, else '0',
//                                              uint (last - first docid), uint wdf, (uint gap - 1, uint wdf)
//                                              *
//            An entry ends once it has kChunkBytes.
// position   sortterm 00 sortuint docid        see position_code.h
// termlist   sortuint docid                    uint length, uint terms, then the first term (length u8,
// bytes,
//                                              uint wdf) and the others (u8 reuse, u8 length, the bytes
//                                              behind the reuse shared with the term before, uint wdf). If
//                                              (wdf + 1) * (length before + 1) + reuse is below 256 and
//                                              wdf < 127 that stands for reuse, and no wdf follows. Empty
//                                              without terms. Deflated
//            sortuint docid, 00                slots with a value: uint first, (uint gap - 1) *
// docdata    sortuint docid                    the stored data; no entry if it is empty. Deflated
// synonym    key                               (u8 length ^ 0x60, bytes) * in byte order. Deflated
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dateline::glass {

/// First bytes of `iamglass`: the magic and the format's date, 2016-03-14.
inline constexpr std::string_view kVersionMagic{"\x0f\x0dXapian Glass\x04\x6e", 16};

inline constexpr std::size_t kMaxTermKey = 245;  ///< bytes of a sortterm
inline constexpr std::size_t kMaxKey = 255;      ///< bytes of any key
inline constexpr std::size_t kChunkBytes = 2000;
inline constexpr std::uint32_t kCompressMin = 18;  ///< shorter tags are never deflated
inline constexpr char kSynonymMask = 0x60;

inline constexpr std::size_t kBlockHeader = 11;
inline constexpr std::uint16_t kCompressed = 0x8000, kLast = 0x4000, kFirst = 0x2000;

/// Longest leaf item: four fit into every block, and its size into 13 bits.
constexpr std::size_t max_item_size(std::size_t block_size) {
  const std::size_t quarter = (block_size - kBlockHeader - 8) / 4;
  return quarter < 8194 ? quarter : 8194;
}

/// Whether tables can have blocks of this many bytes.
constexpr bool is_block_size(std::size_t bytes) {
  return bytes >= 2048 && bytes <= 65536 && std::has_single_bit(bytes);
}

inline constexpr std::string_view kMetadataKeys{"\x00\xc0", 2};
inline constexpr std::string_view kValueBoundKeys{"\x00\xd0", 2};
inline constexpr std::string_view kValueKeys{"\x00\xd8", 2};
inline constexpr std::string_view kLengthKeys{"\x00\xe0", 2};

inline constexpr std::size_t kMaxUint = 10;  ///< bytes of a uint

/// Writes `n` as uint at `out`, which has room for kMaxUint bytes; returns the end.
inline char* put_uint(char* out, std::uint64_t n) {
  for (; n >= 0x80; n >>= 7) *out++ = static_cast<char>(n | 0x80);
  *out++ = static_cast<char>(n);
  return out;
}

/// Writes `n` as sortuint at `out`, which has room for 5 bytes; returns the end.
inline char* put_sortuint(char* out, std::uint32_t n) {
  int bytes = 2;
  std::uint32_t mark = 0;
  if (n >= 0x8000) {
    bytes = (37 - std::countl_zero(n)) / 7;
    mark = (0xFFu << (10 - bytes)) & 0xFF;
  }
  for (int at = bytes - 1; at >= 0; --at) {
    const std::uint32_t byte = at >= 4 ? 0 : n >> (8 * at) & 0xFF;
    *out++ = static_cast<char>(at == bytes - 1 ? byte | mark : byte);
  }
  return out;
}

inline void append_uint(std::string& out, std::uint64_t n) {
  char scratch[kMaxUint];
  out.append(scratch, put_uint(scratch, n));
}

inline void append_sortuint(std::string& out, std::uint32_t n) {
  char scratch[5];
  out.append(scratch, put_sortuint(scratch, n));
}

inline void append_string(std::string& out, std::string_view bytes) {
  append_uint(out, bytes.size());
  out += bytes;
}

inline void append_slot(std::string& out, std::uint32_t slot) {
  for (; slot != 0; slot >>= 8) out += static_cast<char>(slot);
}

/// Length of `term` as sortterm.
inline std::size_t sortterm_size(std::string_view term) {
  std::size_t size = term.size();
  if (std::memchr(term.data(), 0, term.size()) != nullptr) {
    for (const char byte : term) size += byte == 0;
  }
  return size;
}

inline void append_sortterm(std::string& out, std::string_view term) {
  if (std::memchr(term.data(), 0, term.size()) == nullptr) {
    out += term;
    return;
  }
  for (const char byte : term) {
    out += byte;
    if (byte == 0) out += '\xff';
  }
}

/// Reads a uint that this library wrote and moves `at` behind it.
inline std::uint64_t get_uint(const char*& at) {
  std::uint64_t n = static_cast<unsigned char>(*at++);
  if (n < 0x80) return n;
  n &= 0x7F;
  for (int shift = 7;; shift += 7) {
    const std::uint64_t byte = static_cast<unsigned char>(*at++);
    n |= (byte & 0x7F) << shift;
    if (byte < 0x80) return n;
  }
}

}  // namespace dateline::glass
