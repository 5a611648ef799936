#include "query/stories.h"

#include <xapian.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "indexer/document.h"

namespace dateline {

void Stories::take(DocId document, std::string_view id, std::string_view text) {
  if (columns_.is_alone(document)) return;
  const auto [known, is_new] = texts_.try_emplace(document);
  if (is_new) known->second = {std::string(id), shingles_of(text)};
}

const std::vector<DocId>& Stories::of(DocId document) {
  if (const auto known = numbers_.find(document); known != numbers_.end()) return stories_[known->second];
  std::vector<DocId> story{document};
  std::set<DocId> seen{document};
  for (std::size_t next = 0; next < story.size(); ++next) {
    for (const auto copy : near_copies(story[next])) {
      if (seen.insert(copy).second) story.push_back(copy);
    }
  }
  const auto order = [&](DocId one) {
    const auto published = columns_.published()[one];
    return std::tuple(published == Columns::kNoInstant, published, std::string_view(text(one).id));
  };
  std::ranges::sort(story, {}, order);
  for (const auto member : story) numbers_[member] = stories_.size();
  stories_.push_back(std::move(story));
  return stories_.back();
}

std::string Stories::name(DocId document, std::string_view id) {
  return columns_.is_alone(document) ? std::string(id) : text(of(document).front()).id;
}

std::uint32_t Stories::others(DocId document, const DocSet& documents) {
  if (columns_.is_alone(document)) return 0;
  return static_cast<std::uint32_t>(std::ranges::count_if(
      of(document), [&](DocId member) { return member != document && documents.has(member); }));
}

const Stories::Text& Stories::text(DocId document) {
  const auto [known, is_new] = texts_.try_emplace(document);
  if (!is_new) return known->second;
  const auto data = database_.get_document(document).get_data();
  if (const auto article = decode_stored(data, false)) known->second.id = article->id;
  known->second.shingles = shingles_of(stored_text(data));
  return known->second;
}

std::vector<DocId> Stories::near_copies(DocId document) {
  const auto& shingles = text(document).shingles;
  const auto day = columns_.days()[document];
  std::set<DocId> candidates;
  for (const auto band : story_bands(shingles)) {
    for (const auto other : columns_.with_band(database_, band)) {
      if (other != document && is_near_in_time(day, columns_.days()[other], Columns::kNoDay))
        candidates.insert(other);
    }
  }
  std::vector<DocId> copies;
  for (const auto candidate : candidates) {
    if (is_near_copy(shingles, text(candidate).shingles)) copies.push_back(candidate);
  }
  return copies;
}

}  // namespace dateline
