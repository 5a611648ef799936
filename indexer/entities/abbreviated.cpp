#include "indexer/entities/abbreviated.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>

#include "indexer/entities/names/abbreviations.h"

namespace dateline {
namespace {

/// Those of `mentions` that have bytes in [begin, end).
std::span<const Mention> overlapping(const std::vector<Mention>& mentions, std::uint32_t begin,
                                     std::uint32_t end) {
  const auto first =
      std::ranges::partition_point(mentions, [&](const Mention& one) { return one.end <= begin; });
  const auto last =
      std::partition_point(first, mentions.end(), [&](const Mention& one) { return one.begin < end; });
  return {first, last};
}

/// The mention that `one`'s name is to be: what was found there and begins sooner, "[Department of Veterans
/// Affairs] (VA)", or the name that the letters stand for. None where nothing says that it is an
/// organization, or something that it is somebody or a place: "John F. Kennedy (JFK)".
std::optional<Mention> named(const std::vector<Mention>& mentions, const Abbreviation& one) {
  Mention name{MentionType::kOrganization, one.begin, one.end};
  bool is_organization = false;
  for (const auto& mention : overlapping(mentions, one.begin, one.end)) {
    const bool is_whole = mention.begin <= one.begin && mention.end >= one.end;
    if (is_whole && mention.type != MentionType::kOrganization) return std::nullopt;
    if (is_whole && mention.end == one.end) name.begin = mention.begin;
    is_organization |= mention.type == MentionType::kOrganization;
  }
  for (const auto& mention : overlapping(mentions, one.short_begin, one.short_end))
    is_organization |= mention.type == MentionType::kOrganization;
  return is_organization ? std::optional(name) : std::nullopt;
}

}  // namespace

void adjust_abbreviated(std::string_view text, std::vector<Mention>& mentions) {
  std::vector<Mention> put;
  for (const auto& one : abbreviations(text)) {
    const auto name = named(mentions, one);
    if (!name) continue;
    put.push_back(*name);
    put.push_back({MentionType::kOrganization, one.short_begin, one.short_end});
  }
  if (put.empty()) return;
  std::ranges::sort(put, {}, &Mention::begin);
  std::erase_if(mentions, [&](const Mention& mention) {
    return !overlapping(put, mention.begin, mention.end).empty();
  });
  std::vector<Mention> all;
  std::ranges::merge(mentions, put, std::back_inserter(all), {}, &Mention::begin, &Mention::begin);
  mentions = std::move(all);
}

}  // namespace dateline
