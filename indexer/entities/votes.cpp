// Counting the first stage's labels of a word.
#include "indexer/entities/votes.h"

#include "indexer/entities/labels.h"

namespace dateline::entities {
namespace {

/// Words that begin an organization's name and mean something else by themselves: "Dhaka University".
constexpr std::uint32_t kNoOrganization =
    kBigCity | kCity | kTown | kRegion | kCountry | kPlaceName | kDemonym | kCommonWord | kFunctionWord;

}  // namespace

void count_labels(Analysis& a, std::span<const std::uint8_t> labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!a.tokens.list[i].candidate) continue;
    auto& word = a.words[static_cast<std::size_t>(a.facts[i].word)];
    const int label = labels[i];
    if (label == 0) {
      ++word.outside;
      continue;
    }
    const auto type = static_cast<std::size_t>(label_type(label));
    ++word.named[type];
    word.first[type] += label_part(label) == 0;
    word.last[type] += label_part(label) == 2;
  }
}

Votes votes_of(const Analysis& a, std::uint32_t i, int own) {
  Votes votes;
  if (a.facts[i].word < 0) return votes;
  const auto& word = a.words[static_cast<std::size_t>(a.facts[i].word)];
  for (int type = 0; type < 3; ++type) votes.of[type] = static_cast<int>(word.named[type]);
  votes.of[3] = static_cast<int>(word.outside);
  if (a.tokens.list[i].candidate) --votes.of[own == 0 ? 3 : label_type(own)];
  votes.ends_full_name = word.last[0] > (own == make_label(0, 2) ? 1u : 0u);
  const int best = votes.best();
  if (best < 3 && votes.of[best] > 0) {
    const auto last =
        static_cast<int>(word.last[best]) - (own && label_type(own) == best && label_part(own) == 2);
    const auto first =
        static_cast<int>(word.first[best]) - (own && label_type(own) == best && label_part(own) == 0);
    votes.part = (last > 0 ? 1 : 0) | (first > 0 ? 2 : 0);
  }
  return votes;
}

std::array<std::int16_t, 3> trust_in(const Analysis& a, std::uint32_t i, int own) {
  constexpr std::int16_t kSurname = 48, kPlace = 8, kOrganization = 32, kFirstOfOrganization = 96,
                         kBeforeOrganization = 32;
  const auto& word = a.words[static_cast<std::size_t>(a.facts[i].word)];
  const auto votes = votes_of(a, i, own);
  const auto [people, places, organizations, outside] = votes.of;
  std::array<std::int16_t, 3> trust{};
  if (votes.ends_full_name && people > places + organizations) trust[0] = kSurname;
  if (places > 0 && places >= 2 * (people + organizations)) trust[1] = kPlace;
  if (organizations > 0 && organizations >= 2 * (people + places)) trust[2] = kOrganization;
  const bool in_full_name = word.first[0] > 0 || word.last[0] > 0;
  if (!in_full_name && (a.facts[i].flags & kNoOrganization) == 0) {  // "Barrick" of "Barrick Gold Corp"
    if (word.first[2] > (own == make_label(2, 0) ? 1u : 0u)) trust[2] += kFirstOfOrganization;
    if (word.seen & kSeenBeforeOrganization) trust[2] += kBeforeOrganization;
  }
  return trust;
}

}  // namespace dateline::entities
