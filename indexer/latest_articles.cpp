#include "indexer/latest_articles.h"

#include <xapian.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "indexer/document.h"
#include "indexer/room.h"
#include "indexer/stored_form.h"

namespace dateline {

PutOutcome LatestArticles::put(const Article& article, std::uint64_t digest, std::string_view origin) {
  const Known added{documents_ + 1,
                    static_cast<std::uint32_t>(std::hash<std::string_view>{}(told_apart_by(article))),
                    digest};
  const auto [known, is_new] = by_id_.try_emplace(article.id, added);
  auto outcome = PutOutcome::kAdded;
  if (!is_new) {
    if (known->second.digest == digest) {
      add_origin(known->second.document, origin);
      return PutOutcome::kUnchanged;
    }
    superseded_.emplace_back(known->second.document, article.id);
    const bool is_another = known->second.told_apart_by != added.told_apart_by;
    outcome = is_another ? PutOutcome::kReplacedAnother : PutOutcome::kReplaced;
    known->second = added;
  }
  note_origin(++documents_, origin);
  return outcome;
}

bool LatestArticles::remove(std::string_view id) {
  const auto known = by_id_.find(std::string(id));
  if (known == by_id_.end()) return false;
  superseded_.emplace_back(known->second.document, id);
  by_id_.erase(known);
  return true;
}

LatestArticles::Ids LatestArticles::take_ids() {
  articles_taken_ += by_id_.size();
  return std::exchange(by_id_, {});
}

void LatestArticles::note_origin(std::uint32_t document, std::string_view origin) {
  if (origins_.empty() || origins_.back().second != origin) origins_.emplace_back(document, origin);
}

/// Says that the document came from `origin` too.
void LatestArticles::add_origin(std::uint32_t document, std::string_view origin) {
  const auto after =
      std::ranges::upper_bound(origins_, document, {}, [](const auto& one) { return one.first; });
  if (!origin.empty() && std::prev(after)->second != origin)
    further_origins_[{document, std::string(origin)}] = true;
}

std::expected<void, Error> LatestArticles::change_written(const std::string& path) const {
  if (!changes_written()) return {};
  try {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    set_origins(database, path, further_origins_);
    std::vector<Xapian::docid> replaced;
    for (const auto& [document, id] : superseded_) {
      const auto stored = decode_stored(stored_form(database, document), false);
      if (stored && stored->id == id) replaced.push_back(document);
    }
    delete_documents(database, path, replaced);
    return {};
  } catch (const Xapian::Error& failure) {
    return std::unexpected(
        make_error(ErrorCode::kIo, "the new generation cannot be written: {}", failure.get_msg()));
  }
}

}  // namespace dateline
