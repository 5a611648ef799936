#include "query/stories.h"

#include <xapian.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>
#include <tuple>

#include "indexer/document.h"
#include "indexer/stored_form.h"

namespace dateline {
namespace {

/// Equal for equal texts.
std::size_t hash_of(const Shingles& shingles) {
  const auto* bytes = reinterpret_cast<const char*>(shingles.data());
  return std::hash<std::string_view>()({bytes, shingles.size() * sizeof(Shingles::value_type)});
}

}  // namespace

void Stories::take(DocId document, std::string_view id, std::string_view text) {
  if (columns_.is_alone(document)) return;
  const auto [known, is_new] = texts_.try_emplace(document);
  if (is_new) known->second = {std::string(id), shingles_of(text)};
}

const std::vector<DocId>& Stories::of(DocId document) {
  if (const auto known = numbers_.find(document); known != numbers_.end()) return stories_[known->second];
  const auto most = std::min(left_, kMostForStory);
  Search search{.story = {document}, .seen = {document}, .looked_up = {}, .left = most};
  for (std::size_t next = 0; next < search.story.size(); ++next) add_near_copies(search.story[next], search);
  left_ -= most - search.left;
  is_cut_ |= search.left == 0;
  const auto order = [&](DocId one) {
    const auto published = columns_.published()[one];
    return std::tuple(published == Columns::kNoInstant, published, std::string_view(id(one)));
  };
  auto& story = search.story;
  std::ranges::sort(story, {}, order);
  for (const auto member : story) numbers_[member] = stories_.size();
  for (auto& [known, text] : texts_) text.shingles.reset();  // rarely asked for again, and large
  stories_.push_back(std::move(story));
  return stories_.back();
}

std::string Stories::name(DocId document, std::string_view id) {
  return columns_.is_alone(document) ? std::string(id) : this->id(of(document).front());
}

std::uint32_t Stories::others(DocId document, const DocSet& documents) {
  if (columns_.is_alone(document)) return 0;
  return static_cast<std::uint32_t>(std::ranges::count_if(
      of(document), [&](DocId member) { return member != document && documents.has(member); }));
}

const std::string& Stories::id(DocId document) {
  const auto known = texts_.find(document);
  return known != texts_.end() ? known->second.id : read(document).id;
}

const Shingles& Stories::shingles(DocId document) {
  const auto known = texts_.find(document);
  return known != texts_.end() && known->second.shingles ? *known->second.shingles : *read(document).shingles;
}

const Stories::Text& Stories::read(DocId document) {
  auto& text = texts_[document];
  const auto data = stored_form(database_, document);
  if (const auto article = decode_stored(data, false)) text.id = article->id;
  text.shingles = shingles_of(stored_text(data));
  return text;
}

/// The articles that may be near copies of `document` and are not in the story yet, rising; none where those
/// of an equal text were looked up already.
std::vector<DocId> Stories::candidates(DocId document, Search& search) {
  const auto day = columns_.days()[document];
  const auto& own = shingles(document);
  std::vector<DocId> found;
  if (!search.looked_up.emplace(day, hash_of(own)).second) return found;
  for (const auto band : story_bands(own)) {
    const auto sharing = columns_.with_band(database_, band);
    search.left -= std::min(search.left, sharing.size());
    std::ranges::copy_if(sharing, std::back_inserter(found), [&](DocId other) {
      return !search.seen.contains(other) && is_near_in_time(day, columns_.days()[other], Columns::kNoDay);
    });
  }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

void Stories::add_near_copies(DocId document, Search& search) {
  if (search.left == 0) return;
  for (const auto candidate : candidates(document, search)) {
    if (search.left == 0) return;
    const auto &own = shingles(document), &other = shingles(candidate);
    search.left -= std::min(search.left, kCompared + own.size() + other.size());
    if (!is_near_copy(own, other)) continue;
    search.seen.insert(candidate);
    search.story.push_back(candidate);
  }
}

Note cut_stories() {
  return {
      "stories", "a story has so many near copies that not all were looked at: it is larger than shown", {}};
}

}  // namespace dateline
