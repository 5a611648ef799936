#include "indexer/live_writer.h"

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

std::vector<Xapian::docid> LiveWriter::missing(std::string_view origin) const {
  const auto term = origin_term(origin);
  std::vector<Xapian::docid> gone;
  for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
    if (*posting >= kept_.size() || !kept_[*posting]) gone.push_back(*posting);
  }
  return gone;
}

void LiveWriter::commit() {
  database_.commit_transaction();
  // Xapian renames the file that names the revision and leaves its folder unsynced.
  if (auto synced = sync_folder(path_); !synced) throw Xapian::DatabaseError(synced.error().message);
  database_.begin_transaction();
  articles_since_commit_ = bytes_since_commit_ = 0;
  builder_.forget_if_many();
}

}  // namespace dateline
