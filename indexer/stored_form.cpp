#include "indexer/stored_form.h"

#include <xapian.h>
#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <array>

namespace dateline {
namespace {

constexpr int kLevel = 1;
constexpr std::size_t kMostDictionary = 64 << 10;
constexpr std::size_t kFewestStored = 256 << 10;  ///< bytes of articles that are worth a dictionary
constexpr std::size_t kShare = 8;                 ///< of the articles it is made of
constexpr std::size_t kHeader = 1 << 10;          ///< of a dictionary, at most: what codes are frequent

/// How a packed form begins; one that is not begins with a brace.
constexpr std::array kPacked{'\x28', '\xB5', '\x2F', '\xFD'};

struct Free {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

/// Unpacks for one thread.
class Unpacker {
 public:
  std::string operator()(const Xapian::Database& database, std::string_view packed) {
    constexpr unsigned kMostTimes = 15;  // as a power of two, that a block can be larger than its bytes
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size >> kMostTimes > packed.size()) return {};  // so are unknown sizes
    std::string stored(size, '\0');
    const auto got = ZSTD_decompress_usingDDict(context_.get(), stored.data(), stored.size(), packed.data(),
                                                packed.size(), dictionary_of(database));
    return got == size ? stored : std::string();
  }

 private:
  struct Known {
    std::string uuid;  ///< of a database, which keeps its dictionary as long as it lives
    std::unique_ptr<ZSTD_DDict, Free> dictionary;
  };

  /// The dictionary of a database; the one used last stands first.
  const ZSTD_DDict* dictionary_of(const Xapian::Database& database) {
    auto uuid = database.get_uuid();
    const auto known = std::ranges::find(known_, uuid, &Known::uuid);
    if (known == known_.begin()) return known->dictionary.get();
    if (known != known_.end()) {
      std::rotate(known_.begin(), known, std::next(known));
    } else {
      const auto bytes = database.get_metadata(std::string(kDictionaryKey));
      std::ranges::rotate(known_, std::prev(known_.end()));
      known_[0] = {std::move(uuid), {ZSTD_createDDict(bytes.data(), bytes.size()), {}}};
    }
    return known_[0].dictionary.get();
  }

  std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
  std::array<Known, 4> known_;
};

}  // namespace

std::string dictionary_of(std::string_view stored, const std::vector<std::size_t>& sizes) {
  if (stored.size() < kFewestStored) return {};
  std::string dictionary(std::min(kMostDictionary, stored.size() / kShare), '\0');
  const auto content = stored.substr(stored.size() - (dictionary.size() - kHeader));
  const auto size = ZDICT_finalizeDictionary(
      dictionary.data(), dictionary.size(), content.data(), content.size(), stored.data(), sizes.data(),
      static_cast<unsigned>(sizes.size()), {.compressionLevel = kLevel, .notificationLevel = 0, .dictID = 0});
  dictionary.resize(ZDICT_isError(size) != 0 ? 0 : size);
  return dictionary;
}

void StoredPacker::Free::operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
void StoredPacker::Free::operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }

StoredPacker::StoredPacker(std::string_view dictionary) {
  if (dictionary.empty()) return;
  dictionary_.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), kLevel));
  context_.reset(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_dictIDFlag, 0);  // the database knows
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_refCDict(context_.get(), dictionary_.get());
}

std::string_view StoredPacker::packed(std::string_view stored) {
  if (!context_) return stored;
  room_.resize(std::max(room_.size(), stored.size()));
  const auto size = ZSTD_compress2(context_.get(), room_.data(), stored.size(), stored.data(), stored.size());
  return ZSTD_isError(size) != 0 ? stored : std::string_view(room_).substr(0, size);
}

std::string stored_form(const Xapian::Database& database, DocId document) {
  auto data = database.get_document(document).get_data();
  if (!data.starts_with(std::string_view(kPacked.data(), kPacked.size()))) return data;
  thread_local Unpacker unpack;
  return unpack(database, data);
}

}  // namespace dateline
