#include "indexer/increment.h"

#include <utility>

#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/room.h"
#include "indexer/schema.h"
#include "indexer/stored_form.h"

namespace dateline {
namespace {

/// The first document with `id`: that of the generation which came first into the merge.
std::optional<Xapian::docid> first_with(const Xapian::Database& database, const std::string& id) {
  const auto term = id_term(id);
  const auto posting = database.postlist_begin(term);
  return posting == database.postlist_end(term) ? std::nullopt : std::optional(*posting);
}

/// A generation that is removed unless somebody takes its path, as where the disk is full.
struct Removed {
  std::string path;
  ~Removed() {
    if (!path.empty()) remove_generation(path);
  }
};

}  // namespace

bool merging_pays(std::uint64_t waiting, std::uint64_t index) {
  // Of text, 3 MB a second go through Xapian's API and 12 through a bulk load; of an index, 80 MB are copied.
  constexpr std::uint64_t kGain = 20;  // 80 * (1/3 - 1/12)
  return index < kGain * waiting;
}

std::expected<Increment, Error> Increment::begin(const std::string& directory, LiveWriter& live,
                                                 const Enrichment& enrichment) {
  auto path = next_generation(directory);
  auto load = BulkLoad::begin(path, enrichment, live.database().get_metadata(std::string(kDictionaryKey)));
  if (!load) return std::unexpected(load.error());
  return Increment(directory, std::move(path), live, std::move(*load));
}

Increment::Increment(Increment&& other) noexcept
    : directory_(std::move(other.directory_)),
      path_(std::exchange(other.path_, {})),
      live_(other.live_),
      load_(std::move(other.load_)),
      left_out_(std::move(other.left_out_)),
      origins_(std::move(other.origins_)) {}

Increment::~Increment() {
  if (!path_.empty()) remove_generation(path_);
}

std::expected<PutOutcome, Error> Increment::put(const Article& article, std::string_view origin) {
  const auto known = live_->find(article.id);
  const bool was_live = known && !left_out_.contains(article.id);
  if (was_live && live_->holds(*known, article)) {
    live_->keep(*known, origin);
    if (!live_->is_from(*known, origin)) set_origin(*known, origin, true);
    return PutOutcome::kUnchanged;
  }
  const auto outcome = load_.put(article, origin);
  if (!outcome || !was_live) return outcome;
  const auto replaced = live_->outcome_of_replacing(*known, article);
  live_->keep(*known, origin);
  left_out_.insert(article.id);
  return replaced;
}

bool Increment::remove(std::string_view id) {
  const bool was_new = load_.remove(id);
  const bool was_live = live_->find(id).has_value() && left_out_.emplace(id).second;
  return was_new || was_live;
}

void Increment::leave_out(Xapian::docid document) {
  const auto stored = decode_stored(stored_form(live_->database(), document), false);
  if (stored) left_out_.insert(stored->id);
}

void Increment::set_origin(Xapian::docid document, std::string_view origin, bool is_from) {
  origins_[{document, std::string(origin)}] = is_from;
}

std::uint64_t Increment::size() const {
  return live_->database().get_doccount() - left_out_.size() + load_.size();
}

std::expected<std::string, Error> Increment::finish() {
  const auto wanted = size();
  if (auto finished = load_.finish(); !finished) return std::unexpected(finished.error());
  auto merged = Removed{next_generation(directory_)};
  {
    const auto current = current_generation(directory_);
    if (!current) return std::unexpected(current.error());
    Xapian::Database both(*current);
    both.add_database(Xapian::Database(path_));
    both.compact(merged.path);
  }
  Xapian::WritableDatabase database(merged.path, Xapian::DB_OPEN);
  set_origins(database, merged.path, origins_);  // the live documents came first and kept their numbers
  std::vector<Xapian::docid> superseded;
  for (const auto& id : left_out_) {
    if (const auto document = first_with(database, id)) superseded.push_back(*document);
  }
  delete_documents(database, merged.path, superseded);
  if (database.get_doccount() != wanted) {
    return std::unexpected(make_error(ErrorCode::kCorrupt,
                                      "the new generation holds {} articles instead of {}: it is not used",
                                      database.get_doccount(), wanted));
  }
  remove_generation(std::exchange(path_, {}));
  return std::exchange(merged.path, {});
}

}  // namespace dateline
