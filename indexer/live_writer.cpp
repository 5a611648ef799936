#include "indexer/live_writer.h"

#include <algorithm>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/origins.h"
#include "indexer/room.h"
#include "indexer/schema.h"

namespace dateline {
namespace {

Xapian::Document to_xapian(const IndexDocument& document, StoredPacker& packer) {
  Xapian::Document out;
  for (const auto& term : document.terms) {
    const std::string name(document.name(term));
    const auto positions = document.positions_of(term);
    for (const auto position : positions) out.add_posting(name, position, 0);
    out.add_term(name, term.wdf);
  }
  for (const auto& [slot, bytes] : document.values) out.add_value(slot, bytes);
  out.set_data(std::string(packer.packed(document.data)));
  return out;
}

void set_bit(std::vector<bool>& bits, std::size_t n, bool is_set) {
  if (bits.size() <= n) bits.resize(n + n / 2 + 1);
  bits[n] = is_set;
}

bool has_bit(const std::vector<bool>& bits, std::size_t n) { return n < bits.size() && bits[n]; }

}  // namespace

LiveWriter::LiveWriter(const std::string& path, const Enrichment& enrichment)
    : path_(path),
      guard_(path),
      database_(path, Xapian::DB_OPEN),
      builder_(enrichment),
      packer_(database_.get_metadata(std::string(kDictionaryKey))),
      version_(enrichment.version) {
  // Closing a database commits what waits, unless a transaction holds it.
  database_.begin_transaction();
}

LiveWriter::~LiveWriter() {
  try {
    database_.cancel_transaction();
  } catch (const Xapian::Error&) {
    // It is thrown away with the database.
  }
}

std::optional<Xapian::docid> LiveWriter::find(std::string_view id) const {
  const auto term = id_term(id);
  const auto posting = database_.postlist_begin(term);
  return posting == database_.postlist_end(term) ? std::nullopt : std::optional(*posting);
}

bool LiveWriter::holds(Xapian::docid document, const Article& article) const {
  return database_.get_document(document).get_value(kDigestSlot) == digested(article, version_).digest;
}

PutOutcome LiveWriter::outcome_of_replacing(Xapian::docid document, const Article& article) const {
  const bool is_of_this_load = has_bit(kept_, document);
  // A headline that is another one since an earlier load was edited.
  if (!is_of_this_load && article.source.empty() && article.url.empty()) return PutOutcome::kReplaced;
  const auto stored = decode_stored(stored_form(database_, document), false);
  const bool is_same = !stored || told_apart_by(*stored) == told_apart_by(article);
  return is_same ? PutOutcome::kReplaced : PutOutcome::kReplacedAnother;
}

void LiveWriter::keep(Xapian::docid document, std::string_view origin) {
  set_bit(kept_, document, true);
  const auto known = kept_by_.find(origin);
  set_bit(known != kept_by_.end() ? known->second : kept_by_[std::string(origin)], document, true);
}

bool LiveWriter::is_from(Xapian::docid document, std::string_view origin) {
  if (origin.empty()) return true;
  auto known = from_.find(origin);
  if (known == from_.end()) {
    known = from_.emplace(origin, std::vector<bool>(database_.get_lastdocid() + 1)).first;
    const auto term = origin_term(origin);
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting)
      known->second[*posting] = true;
  }
  return has_bit(known->second, document);
}

void LiveWriter::set_origin(Xapian::docid document, std::string_view origin, bool is_from) {
  dateline::set_origin(database_, document, origin, is_from);
  if (const auto known = from_.find(origin); known != from_.end()) set_bit(known->second, document, is_from);
  ++touched_terms_;
  count_change(0);
}

void LiveWriter::put(const Article& article, std::string_view origin, std::optional<Xapian::docid> known) {
  const auto& built = builder_.build(article, origin, synonyms_);
  for (const auto& term : built.terms) {
    if (touched_.size() <= term.number) touched_.resize(term.number + term.number / 2 + 1);
    if (!touched_[term.number]) ++touched_terms_;
    touched_[term.number] = true;
  }
  if (known) touch_terms_of(*known);
  const auto document = to_xapian(built, packer_);
  if (known) database_.replace_document(*known, document);
  const auto number = known ? *known : database_.add_document(document);
  keep(number, origin);
  for (auto& [source, documents] : from_) set_bit(documents, number, source == origin);
  add_synonyms();
  count_change(article.title.size() + article.text.size());
}

void LiveWriter::count_change(std::uint64_t bytes) {
  bytes_since_commit_ += bytes;
  if (++articles_since_commit_ >= kArticlesPerCommit || bytes_since_commit_ >= kBytesPerCommit) commit();
}

/// Adds those of synonyms_ that are not there: adding one twice would write its block anew.
void LiveWriter::add_synonyms() {
  for (const auto& [key, word] : synonyms_) {
    const auto end = database_.synonyms_end(key);
    if (std::find(database_.synonyms_begin(key), end, word) == end) database_.add_synonym(key, word);
  }
  synonyms_.clear();
}

void LiveWriter::touch_terms_of(Xapian::docid document) {
  touched_terms_ += database_.get_unique_terms(document);
}

void LiveWriter::remove(Xapian::docid document) {
  touch_terms_of(document);
  database_.delete_document(document);
}

std::uint64_t LiveWriter::most_bytes_of_commit() const {
  return dateline::most_bytes_of_commit(path_, touched_terms_, bytes_since_commit_);
}

LiveWriter::Missing LiveWriter::missing(std::string_view origin) const {
  const auto term = origin_term(origin);
  const auto kept = kept_by_.find(origin);
  Missing missing;
  for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
    const auto document = *posting;
    if (kept != kept_by_.end() && has_bit(kept->second, document)) continue;
    const bool is_elsewhere = has_bit(kept_, document) || has_other_origin(database_, document, origin);
    (is_elsewhere ? missing.elsewhere : missing.gone).push_back(document);
  }
  return missing;
}

void LiveWriter::commit() {
  if (touched_terms_ > 0) check_room(path_, most_bytes_of_commit());
  database_.commit_transaction();
  // Xapian renames the file that names the revision and leaves its folder unsynced.
  if (auto synced = sync_folder(path_); !synced) throw Xapian::DatabaseError(synced.error().message);
  database_.begin_transaction();
  articles_since_commit_ = bytes_since_commit_ = touched_terms_ = 0;
  touched_.clear();
  builder_.forget_if_many();
}

}  // namespace dateline
