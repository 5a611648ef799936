#include "indexer/entities/joining/about.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

// Chosen on one half of Reuters-21578's people and seen to hold on the other; quality-about measures them.
constexpr double kOfTitle = 2;         ///< for standing in the headline
constexpr double kOfShare = 2;         ///< for making up all mentions of the type
constexpr double kAbout = 3;           ///< least salience of what an article is about
constexpr std::size_t kMostAbout = 3;  ///< of a type
constexpr std::size_t kLead = 400;     ///< bytes of text that count as its lead

/// Doubling the mentions counts for one.
double salience(const Named& one, double all) {
  const auto count = static_cast<double>(one.count);
  return (one.in_title ? kOfTitle : 0) + std::log2(1 + count) + kOfShare * count / std::max(all, 1.0);
}

bool is_in_passing(const Named& one, MentionType type) {
  const bool opens_story = type == MentionType::kPerson && one.first <= kLead;
  return !one.in_title && one.count < 2 && !opens_story;
}

}  // namespace

std::vector<Relation> rank_by_salience(std::vector<Named>& found, std::size_t stated,
                                       std::size_t about_already, MentionType type) {
  double all = 0;
  for (const auto& one : found) all += static_cast<double>(one.count);
  const auto rest = std::ranges::subrange(found.begin() + static_cast<std::ptrdiff_t>(stated), found.end());
  std::ranges::stable_sort(rest, std::ranges::greater{},
                           [&](const Named& one) { return salience(one, all); });
  std::vector<Relation> relations;
  for (const auto& one : rest) {
    const bool is_about = one.count > 0 && about_already < kMostAbout && salience(one, all) >= kAbout &&
                          !is_in_passing(one, type);
    about_already += is_about;
    relations.push_back(is_about         ? Relation::kAbout
                        : one.count == 0 ? Relation::kDateline
                                         : Relation::kMentions);
  }
  return relations;
}

}  // namespace dateline
