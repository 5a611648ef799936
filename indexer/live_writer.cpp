#include "indexer/live_writer.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/schema.h"

namespace dateline {
namespace {

Xapian::Document to_xapian(const IndexDocument& document) {
  Xapian::Document out;
  for (const auto& term : document.terms) {
    const std::string name(document.name(term));
    const auto positions = document.positions_of(term);
    for (const auto position : positions) out.add_posting(name, position, 0);
    out.add_term(name, term.wdf);
  }
  for (const auto& [slot, bytes] : document.values) out.add_value(slot, bytes);
  out.set_data(document.data);
  return out;
}

}  // namespace

std::uint64_t most_bytes_of_commit(std::uint64_t text_bytes, std::uint64_t index_bytes) {
  constexpr std::uint64_t kAlways = 16 << 20;           // branches, lengths, the files of the revision
  constexpr std::uint64_t kOfText = 8, kTouched = 800;  // a block of 8 KB for every ten bytes of text
  return kAlways + kOfText * text_bytes + std::min(kTouched * text_bytes, index_bytes);
}

LiveWriter::LiveWriter(const std::string& path, const Enrichment& enrichment)
    : path_(path), database_(path, Xapian::DB_OPEN), builder_(enrichment), version_(enrichment.version) {
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
  return database_.get_document(document).get_value(kDigestSlot) == digest(article, version_);
}

PutOutcome LiveWriter::outcome_of_replacing(Xapian::docid document, const Article& article) const {
  const bool is_of_this_load = document < kept_.size() && kept_[document];
  // A headline that is another one since an earlier load was edited.
  if (!is_of_this_load && article.source.empty() && article.url.empty()) return PutOutcome::kReplaced;
  const auto stored = decode_stored(database_.get_document(document).get_data(), false);
  const bool is_same = !stored || told_apart_by(*stored) == told_apart_by(article);
  return is_same ? PutOutcome::kReplaced : PutOutcome::kReplacedAnother;
}

void LiveWriter::keep(Xapian::docid document) {
  if (kept_.size() <= document) kept_.resize(document + document / 2 + 1);
  kept_[document] = true;
}

void LiveWriter::put(const Article& article, std::string_view origin, std::optional<Xapian::docid> known) {
  const auto document = to_xapian(builder_.build(article, origin, synonyms_));
  keep(known ? (database_.replace_document(*known, document), *known) : database_.add_document(document));
  for (const auto& [key, word] : synonyms_) database_.add_synonym(key, word);
  synonyms_.clear();
  bytes_since_commit_ += article.title.size() + article.text.size();
  if (++articles_since_commit_ >= kArticlesPerCommit || bytes_since_commit_ >= kBytesPerCommit) commit();
}

void LiveWriter::remove(Xapian::docid document) {
  constexpr std::uint64_t kText = 4096;  // what its words touch; the text itself is not read for this
  database_.delete_document(document);
  bytes_since_commit_ += kText;
}

std::vector<Xapian::docid> LiveWriter::missing(std::string_view origin) const {
  const auto term = origin_term(origin);
  std::vector<Xapian::docid> gone;
  for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
    if (*posting >= kept_.size() || !kept_[*posting]) gone.push_back(*posting);
  }
  return gone;
}

void LiveWriter::check_room() const {
  std::error_code failure;
  const auto space = std::filesystem::space(path_, failure);
  const auto most = most_bytes_of_commit(bytes_since_commit_, generation_bytes(path_));
  if (failure || space.available >= most) return;
  throw Xapian::DatabaseError(fmt::format("the disk of {} has {} MB left, and this may take {} MB: free some",
                                          quoted(path_), space.available >> 20, most >> 20));
}

void LiveWriter::commit() {
  if (bytes_since_commit_ > 0) check_room();
  database_.commit_transaction();
  // Xapian renames the file that names the revision and leaves its folder unsynced.
  if (auto synced = sync_folder(path_); !synced) throw Xapian::DatabaseError(synced.error().message);
  database_.begin_transaction();
  articles_since_commit_ = bytes_since_commit_ = 0;
  builder_.forget_if_many();
}

}  // namespace dateline
