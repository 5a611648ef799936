#include "query/name_index.h"

#include <algorithm>
#include <utility>

namespace dateline {

std::shared_ptr<const RankedNames> NameIndex::unchanged(FacetColumn column, std::size_t prefix_bytes) {
  if (column.changed != nullptr) {
    column.changed = nullptr;
    column.terms.second = {};  // these names belong to the change, which is gone before what is made here
    column.second_slots = {};
  }
  auto counts = column.counts();
  return std::make_shared<const RankedNames>(column, prefix_bytes, std::move(counts));
}

NameIndex::NameIndex(std::shared_ptr<const RankedNames> unchanged, const FacetColumn& column,
                     std::size_t prefix_bytes)
    : column_(column), prefix_bytes_(prefix_bytes), unchanged_(std::move(unchanged)) {
  if (column.changed == nullptr) return;
  touched_.resize(column.terms.size());
  for (const auto number : column.changed->touched) touched_[number] = true;
  auto counts = column.counts();
  for (std::size_t number = 0; number < counts.size(); ++number) {
    if (!touched_[number]) counts[number] = 0;
  }
  changed_.emplace(column, prefix_bytes, std::move(counts));
}

std::vector<FoundName> NameIndex::best(const std::vector<std::string_view>& typed, std::size_t most,
                                       bool nearly) const {
  auto found = unchanged_->find(typed, most, nearly, touched_);
  if (!changed_) return found;
  std::ranges::copy(changed_->find(typed, most, nearly, {}), std::back_inserter(found));
  std::ranges::sort(found, [&](const FoundName& a, const FoundName& b) { return is_nearer(column_, a, b); });
  found.resize(std::min(found.size(), most));
  return found;
}

std::vector<FoundName> NameIndex::find(std::string_view typed, std::size_t most, bool forgiving) const {
  const auto words = words_in(typed);
  if (words.empty() || most == 0) return {};
  auto found = best(words, most, false);
  const bool tolerates =
      forgiving && std::ranges::any_of(words, [](auto word) { return tolerated_edits(word) > 0; });
  return found.size() >= most || !tolerates ? found : best(words, most, true);
}

}  // namespace dateline
