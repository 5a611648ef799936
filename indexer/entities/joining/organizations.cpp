#include "indexer/entities/joining/organizations.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/names/abbreviations.h"
#include "indexer/entities/names/bodies.h"
#include "indexer/entities/names/legal_form.h"

namespace dateline {
namespace {

class Joiner {
 public:
  Joiner(const Article& article, const Mentions& mentions)
      : article_(article),
        mentions_(mentions),
        all_(join_by_words(article, mentions, MentionType::kOrganization, article.organizations)),
        same_(all_.size()) {
    std::iota(same_.begin(), same_.end(), std::size_t{0});
    for (std::size_t n = 0; n < all_.size(); ++n) {
      for (const auto mention : all_[n].mentions) by_mention_.emplace(mentions.text[mention].begin, n);
    }
  }

  std::vector<Named> join() {
    join_abbreviated();
    join_legal_forms();
    join_short_forms();
    leave_out_kinds();
    std::vector<Named> joined;
    for (std::size_t n = 0; n < all_.size(); ++n) {
      if (same_[n] == n) joined.push_back(std::move(all_[n]));
    }
    return joined;
  }

 private:
  std::size_t stated() const { return article_.organizations.size(); }

  void join_abbreviated() {
    for (const auto& one : abbreviations(article_.text)) {
      const auto name = ending_at(one.end);
      const auto letters = by_mention_.find(one.short_begin);
      if (name && letters != by_mention_.end()) join(*name, letters->second);
    }
  }

  /// The organization whose mention ends at a byte of the text.
  std::optional<std::size_t> ending_at(std::uint32_t end) const {
    const auto& list = mentions_.text;
    const auto behind =
        std::ranges::partition_point(list, [&](const Mention& one) { return one.begin < end; });
    for (auto at = behind; at != list.begin() && (--at)->end >= end;) {
      const auto known = by_mention_.find(at->begin);
      if (at->end == end && known != by_mention_.end()) return known->second;
    }
    return std::nullopt;
  }

  void join_legal_forms() {
    std::map<std::vector<std::string>, std::size_t> firms;  // by their words without the form
    for (std::size_t n = 0; n < all_.size(); ++n) {
      if (same_[n] != n) continue;
      auto core = with_head_last(without_legal_form(all_[n].words));
      if (core.empty()) continue;
      const auto [known, is_new] = firms.try_emplace(std::move(core), n);
      if (!is_new) known->second = join(known->second, n);
    }
  }

  using Numbers = std::vector<std::size_t>;

  /// Letters that the text does not explain, but that only one of its organizations has for initials, and
  /// "Shell" for the only one called "Royal Dutch/Shell".
  void join_short_forms() {
    constexpr std::size_t kFewest = 3;
    if (std::ranges::none_of(all_, [](const Named& one) { return one.words.size() == 1; })) return;
    std::map<std::string, Numbers> by_letters, by_partner;
    for (std::size_t n = 0; n < all_.size(); ++n) {
      for (auto& letters : initials(ascii_lower(all_[n].name))) by_letters[std::move(letters)].push_back(n);
      if (auto partner = last_partner(all_[n].words); !partner.empty())
        by_partner[std::move(partner)].push_back(n);
    }
    for (std::size_t n = 0; n < all_.size(); ++n) {
      const auto& words = all_[n].words;
      if (words.size() != 1 || kept_of(n) != n) continue;
      auto one = only_one(by_partner, words[0]);
      const bool may_be_letters = words[0].size() >= kFewest && !in_small_letters(all_[n].name);
      if (!one && may_be_letters) one = only_one(by_letters, words[0]);
      if (one) join(*one, n);
    }
  }

  /// The organization that all of those under `key` were joined to.
  std::optional<std::size_t> only_one(const std::map<std::string, Numbers>& table,
                                      const std::string& key) const {
    const auto found = table.find(key);
    if (found == table.end()) return std::nullopt;
    const auto one = kept_of(found->second.front());
    const bool is_clear =
        std::ranges::all_of(found->second, [&](std::size_t other) { return kept_of(other) == one; });
    return is_clear ? std::optional(one) : std::nullopt;
  }

  /// Nobody looks for "the Government" and "the Bank": what the article names by its kind alone is the only
  /// organization it names of that kind, else none.
  void leave_out_kinds() {
    std::map<std::string, Numbers> by_kind;
    for (std::size_t n = 0; n < all_.size(); ++n) {
      const auto words = without_legal_form(all_[n].words);
      if (same_[n] != n || words.size() < 2) continue;
      by_kind[words.back()].push_back(n);
      if (words[1] == "of") by_kind[words.front()].push_back(n);
    }
    for (auto n = stated(); n < all_.size(); ++n) {
      if (same_[n] != n || !is_kind_of_body(all_[n].words)) continue;
      const auto& words = all_[n].words;
      const auto found = by_kind.find(words[words.size() > 1 && words[0] == "the" ? 1 : 0]);
      if (found != by_kind.end() && found->second.size() == 1) absorb(all_[found->second[0]], all_[n]);
      same_[n] = kNobody;
    }
  }

  static bool in_small_letters(const std::string& name) {
    return std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  }

  /// Makes one of two organizations and returns its number. What the publisher states stays two.
  std::size_t join(std::size_t one, std::size_t other) {
    one = kept_of(one);
    other = kept_of(other);
    if (one == other || (one < stated() && other < stated())) return one;
    const bool is_first_longer = all_[one].name.size() >= all_[other].name.size();
    const bool is_first_kept = one < stated() || (other >= stated() && is_first_longer);
    const auto kept = is_first_kept ? one : other, gone = is_first_kept ? other : one;
    absorb(all_[kept], all_[gone]);
    if (all_[kept].written.empty()) all_[kept].written = all_[gone].name;
    same_[gone] = kept;
    return kept;
  }

  static constexpr std::size_t kNobody = std::string::npos;  ///< in same_: no organization's name

  std::size_t kept_of(std::size_t number) const {
    while (same_[number] != number) number = same_[number];
    return number;
  }

  const Article& article_;
  const Mentions& mentions_;
  std::vector<Named> all_;
  std::vector<std::size_t> same_;                              ///< by number: itself, or one it was joined to
  std::unordered_map<std::uint32_t, std::size_t> by_mention_;  ///< by where a mention begins
};

}  // namespace

std::vector<Named> join_organizations(const Article& article, const Mentions& mentions) {
  return Joiner(article, mentions).join();
}

}  // namespace dateline
