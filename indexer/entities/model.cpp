// Opening a model: nothing in it is trusted before it is checked.
#include "indexer/entities/model.h"

#include <bit>
#include <cstring>

#include "corpus/base/embedded.h"

DATELINE_EMBED(model, DATELINE_MODEL_FILE)

namespace dateline::entities {
namespace {

static_assert(std::endian::native == std::endian::little,
              "a model is read in place, which needs little-endian");

bool fits(std::uint64_t offset, std::uint64_t count, std::uint64_t size, std::uint64_t bytes) {
  return offset % 16 == 0 && offset <= bytes && count <= (bytes - offset) / size;
}

Error damaged(std::string_view what) {
  return make_error(ErrorCode::kCorrupt,
                    "the model's {} is not what its header says: install the model again", what);
}

}  // namespace

std::uint64_t model_checksum(std::string_view bytes) {
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    std::array<std::uint64_t, 4> block;
    std::memcpy(block.data(), bytes.data() + at, 32);
    for (std::size_t i = 0; i < 4; ++i) lanes[i] = (std::rotl(lanes[i], 23) ^ block[i]) * 0x9E3779B97F4A7C15;
  }
  std::uint64_t sum = bytes.size();
  for (; at < bytes.size(); ++at) sum = (sum ^ static_cast<unsigned char>(bytes[at])) * 0x100000001B3;
  for (const auto lane : lanes) sum = (std::rotl(sum, 29) ^ lane ^ lane >> 32) * 0xD6E8FEB86659FD93;
  return sum;
}

std::expected<Model, Error> Model::open(std::string_view bytes) {
  ModelHeader header;
  if (bytes.size() < sizeof header ||
      std::memcmp(bytes.data(), kModelMagic.data(), kModelMagic.size()) != 0) {
    return std::unexpected(malformed("{} is not the start of a model of names: give the file of a model",
                                     quoted(bytes.substr(0, kModelMagic.size()))));
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.version != kModelVersion) {
    return std::unexpected(
        make_error(ErrorCode::kUnsupported,
                   "'{}' is not a version of the model that this program knows: it reads version {}",
                   header.version, kModelVersion));
  }
  if (header.bytes != bytes.size()) return std::unexpected(damaged("size"));
  if (header.checksum != model_checksum(bytes.substr(sizeof header)))
    return std::unexpected(damaged("checksum"));
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 != 0) {
    return std::unexpected(invalid("the model's bytes are not aligned to 8: copy them to aligned memory"));
  }
  Model model;
  if (header.words == 0 || !fits(header.words_offset, header.words, sizeof(LexiconEntry), header.bytes)) {
    return std::unexpected(damaged("lexicon"));
  }
  model.words_ = reinterpret_cast<const LexiconEntry*>(bytes.data() + header.words_offset);
  model.word_capacity_ = header.words;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& from = header.stage[i];
    if (from.seed_count == 0 || from.row_count == 0 ||
        !fits(from.seeds_offset, from.seed_count, 2, header.bytes) ||
        !fits(from.rows_offset, from.row_count, sizeof(WeightRow), header.bytes) ||
        !fits(from.transitions_offset, kLabels * kLanes, 2, header.bytes)) {
      return std::unexpected(damaged(i == 0 ? "first stage" : "second stage"));
    }
    model.stages_[i] = {reinterpret_cast<const std::uint16_t*>(bytes.data() + from.seeds_offset),
                        reinterpret_cast<const WeightRow*>(bytes.data() + from.rows_offset),
                        reinterpret_cast<const std::int16_t*>(bytes.data() + from.transitions_offset),
                        from.seed_count, from.row_count};
  }
  return model;
}

const LexiconEntry& Model::word(std::uint64_t hash) const {
  static constexpr LexiconEntry kNone;
  const auto key = lexicon_key(hash);
  auto slot = first_slot(hash);
  for (std::uint32_t tried = 0; tried < word_capacity_; ++tried) {
    const auto& entry = words_[slot];
    if (entry.key == key) return entry;
    if (entry.key == 0) break;
    if (++slot == word_capacity_) slot = 0;
  }
  return kNone;
}

std::string_view built_in_model() { return DATELINE_EMBEDDED(model); }

}  // namespace dateline::entities
