// Collects consecutive documents and turns them into a run.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/bulk/buffer.h"
#include "indexer/bulk/deflate.h"
#include "indexer/bulk/run.h"
#include "indexer/bulk/term_table.h"

namespace dateline {

/// Documents for a BulkBuilder, added piece by piece: any number of add_term and add_value in any order, then
/// end_document. Meant to be reused once it was given to the builder. One thread.
class BulkSegment {
 public:
  /// Numbers the terms itself, anew when the segment is given away.
  BulkSegment();

  /// Takes the numbers of `terms`, which outlives it: whoever numbers terms anyway spares it the looking, and
  /// sorting them again for the next documents.
  explicit BulkSegment(const TermTable& terms);

  /// A number for a term, any bytes. Not where the numbers are another's.
  std::uint32_t number_of(std::string_view term);

  /// Due before the next document when the table whose numbers it takes was cleared; not while it has
  /// documents.
  void forget_terms();

  /// Adds a term to the document that is open. `wdf` is how often it counts; 0 for filters.
  /// `positions` ascend and are distinct; they may be empty. A term that cannot be is kept in mind for
  /// end_document.
  void add_term(std::uint32_t number, std::uint32_t wdf, std::span<const std::uint32_t> positions = {});
  void add_term(std::string_view term, std::uint32_t wdf, std::span<const std::uint32_t> positions = {});

  /// Notes that a term, by its number, stands in the open document at `position`, which does not fall from
  /// call to call. No part of the database: Run::places has them in this order. The term has to be added,
  /// too.
  void add_place(std::uint32_t number, std::uint32_t position);

  /// Adds `word` to the synonyms of `key`, whatever document is open; once is enough. Any order.
  /// Errors: kLimit            key or word are longer than 255 bytes
  ///         kInvalidArgument  the key is empty
  std::expected<void, Error> add_synonym(std::string_view key, std::string_view word);

  /// Sets the value of a slot in the document that is open; an empty value is none.
  void add_value(std::uint32_t slot, std::string_view value);

  /// Ends the document that is open, with the bytes that Xapian::Document::get_data will give. A document may
  /// have nothing at all. After an error the document is forgotten and the next one may begin.
  /// Errors: kLimit            a term is longer than 245 bytes (zero bytes count twice); the wdf add up to
  ///                           more than 2^32 - 1; more than 2 GB in one segment
  ///         kInvalidArgument  a term is empty or was added twice, a slot was set twice, positions do not
  ///                           ascend
  std::expected<void, Error> end_document(std::string_view data);

  /// Documents ended since the segment was new or given away.
  std::uint32_t size() const { return static_cast<std::uint32_t>(documents_.size()); }

  /// The stored data of these documents, one behind the other, and the bytes of each.
  std::string_view data() const { return data_.view(); }
  const std::vector<std::size_t>& data_sizes() const { return data_sizes_; }

  /// Gives the data another form when the segment is given away: what `packed` returns is stored in its
  /// place, not deflated, and read before the next call. Lasts as long as the segment.
  void pack_data(std::function<std::string_view(std::string_view)> packed) { packed_ = std::move(packed); }

  /// Sorts and encodes what was added, and empties the segment. For BulkBuilder.
  glass::Run take_run();

 private:
  static constexpr std::uint32_t kNoPositions = 0xFFFF'FFFF;
  struct Posting {
    std::uint32_t term, document, wdf;
    std::uint32_t positions;  ///< where its (uint length, code) begins in positions_, or kNoPositions
  };
  struct Value {
    std::uint32_t slot, document, begin, length;  ///< bytes in value_bytes_
  };
  /// Where the parts of a document begin.
  struct Document {
    std::size_t postings, positions, values, value_bytes, places;
  };
  struct Place {
    std::uint32_t term, position;
  };
  struct Synonym {
    std::uint64_t beginning;  ///< of the key, ordered
    std::uint32_t begin;      ///< in synonym_bytes_: the key, then the word
    std::uint8_t key, word;   ///< bytes of each
  };
  struct TermOfDocument {
    std::uint32_t rank, wdf;
  };
  struct TermKey {
    std::uint64_t beginning;  ///< ordered
    std::uint32_t number;
  };
  struct Name {
    std::uint32_t begin, length;  ///< in names_
  };

  void add_positions(std::string_view term, std::span<const std::uint32_t> positions);
  void refuse(Error error);
  void append_tag(glass::Buffer& out, std::string_view tag, bool deflate);
  std::expected<void, Error> check_document();
  void forget_document();
  bool is_before(const TermKey& a, const TermKey& b) const;
  void sort_new_terms();
  void rank_terms();
  std::string_view name(std::uint32_t rank) const {
    return names_.view().substr(ranked_[rank].begin, ranked_[rank].length);
  }
  void encode_postings(glass::Run& run);
  void encode_term(glass::Buffer& out, glass::Buffer& positions, std::uint32_t rank,
                   std::span<const std::uint32_t> postings);
  void append_term(glass::Buffer& out, std::string_view term, std::size_t documents, std::uint64_t wdf_sum);
  std::size_t encode_positions(std::span<const std::uint32_t> postings);
  void encode_data(glass::Run& run);
  void encode_term_lists(glass::Run& run);
  template <typename TagOf>
  void learn_code(TagOf tag_of);
  std::string_view term_list(std::size_t document);
  void encode_values(glass::Run& run);
  void encode_slots(glass::Run& run);
  void encode_places(glass::Run& run);
  std::string_view key_of(const Synonym& synonym) const;
  std::string_view word_of(const Synonym& synonym) const;
  void encode_synonyms(glass::Run& run);
  void clear();

  glass::Deflater deflater_;
  std::function<std::string_view(std::string_view)> packed_;
  std::unique_ptr<TermTable> own_terms_;  ///< null: the numbers are another's
  const TermTable* terms_;
  std::vector<std::uint32_t> last_document_;  ///< by term: see met_before_
  std::uint32_t met_before_ = 0;  ///< documents of the segments before, since terms were forgotten
  std::vector<Posting> postings_;
  glass::Buffer positions_;
  std::vector<Value> values_;
  glass::Buffer value_bytes_;
  std::vector<Place> places_;
  std::vector<Synonym> synonyms_;
  glass::Buffer synonym_bytes_;
  std::vector<Document> documents_;
  Document open_{};
  std::uint64_t open_length_ = 0;
  std::uint32_t open_wdf_ = 0;  ///< greatest
  std::vector<std::uint32_t> lengths_;
  glass::Buffer data_;
  std::vector<std::size_t> data_sizes_;
  glass::Totals totals_;
  std::vector<Error> errors_;  ///< of the document that is open; only the first is kept

  std::vector<TermKey> sorted_;      ///< all terms met, in byte order
  std::vector<TermKey> merged_;      ///< scratch
  std::vector<std::uint32_t> rank_;  ///< of each term among those that documents have, in byte order
  std::vector<Name> ranked_;         ///< by rank; side by side, for they are asked for in this order
  glass::Buffer names_;
  std::vector<TermOfDocument> document_terms_;  ///< by document and rank
  glass::Buffer code_, tag_;                    ///< scratch
};

}  // namespace dateline
