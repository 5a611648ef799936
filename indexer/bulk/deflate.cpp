#include "indexer/bulk/deflate.h"

#include <isa-l/igzip_lib.h>

#include <cstdint>

#include "indexer/bulk/format.h"

namespace dateline::glass {
namespace {

/// Whether Xapian could fail to read `size` deflated bytes back. It inflates 8,192 bytes at a time and takes
/// the end of its input for the end of the stream, although a last match and what follows it within one byte
/// may still wait to be written out: up to four matches of 258 bytes. zlib never ends a stream like that,
/// other libraries do.
bool may_end_too_tightly(std::size_t size) {
  constexpr std::size_t kXapianBlock = 8192, kMostWaiting = 4 * 258;
  const auto behind = size % kXapianBlock;
  return size > kXapianBlock && behind > 0 && behind <= kMostWaiting;
}

/// ISA-L takes what it reads as not constant.
std::uint8_t* readable(std::string_view bytes) {
  return reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes.data()));
}

}  // namespace

struct Deflater::State {
  isal_zstream stream{};  // its init leaves members as they are
  isal_huff_histogram counts{};
  isal_hufftables code;
  bool has_learned = false;

  /// Readies the stream for the next tag.
  void begin(std::size_t bytes) {
    // A tag begins with its code, some 110 bytes; deflate's own needs none, and saves a quarter less.
    constexpr std::size_t kWorthItsCode = 450;
    isal_deflate_stateless_init(&stream);
    stream.end_of_stream = 1;
    if (has_learned && bytes >= kWorthItsCode) {
      stream.hufftables = &code;
    } else {
      isal_deflate_set_hufftables(&stream, nullptr, IGZIP_HUFFTABLE_STATIC);
    }
  }
};

void Deflater::Free::operator()(State* state) const { delete state; }

Deflater::Deflater() : state_(new State) {}

void Deflater::count(std::string_view tag) {
  isal_update_histogram(readable(tag), static_cast<int>(tag.size()), &state_->counts);
}

void Deflater::learn() {
  state_->has_learned = isal_create_hufftables(&state_->code, &state_->counts) == 0;
  state_->counts = {};
}

bool Deflater::append(Buffer& out, std::string_view tag) {
  if (tag.size() > kCompressMin && !may_end_too_tightly(tag.size())) {
    char* const at = out.room(tag.size());
    auto& stream = state_->stream;
    state_->begin(tag.size());
    stream.next_in = readable(tag);
    stream.avail_in = static_cast<std::uint32_t>(tag.size());
    stream.next_out = reinterpret_cast<std::uint8_t*>(at);
    stream.avail_out = static_cast<std::uint32_t>(tag.size() - 1);
    if (isal_deflate_stateless(&stream) == COMP_OK) {  // else it would not be shorter
      out.commit(at + stream.total_out);
      return true;
    }
  }
  out.append(tag);
  return false;
}

}  // namespace dateline::glass
