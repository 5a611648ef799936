#include "indexer/entities/joining/about.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t kLead = 400;     ///< bytes of text that count as its lead
constexpr std::size_t kMostAbout = 3;  ///< people, places, organizations each that an article can be about
constexpr double kAbout = 5;           ///< least salience of what it is about

double salience(const Named& one) {
  return (one.in_title ? 4 : 0) + (one.first <= kLead ? 2 : 0) + static_cast<double>(one.count);
}

}  // namespace

std::vector<Relation> rank_by_salience(std::vector<Named>& found, std::size_t stated,
                                       std::size_t about_already) {
  const auto rest = std::ranges::subrange(found.begin() + static_cast<std::ptrdiff_t>(stated), found.end());
  std::ranges::stable_sort(rest, std::ranges::greater{}, salience);
  std::vector<Relation> relations;
  for (const auto& one : rest) {
    const bool is_about = salience(one) >= kAbout && about_already < kMostAbout;
    about_already += is_about;
    relations.push_back(is_about         ? Relation::kAbout
                        : one.count == 0 ? Relation::kDateline
                                         : Relation::kMentions);
  }
  return relations;
}

}  // namespace dateline
