#include "indexer/entities/records/same_organizations.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/text.h"
#include "indexer/entities/names/abbreviations.h"
#include "indexer/entities/names/bodies.h"
#include "indexer/entities/names/legal_form.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

/// Times as many articles have a short form and its name as have it with any other name.
constexpr std::size_t kAgreed = 4;
/// Names that are compared with each other.
constexpr std::size_t kMostPairs = 400;
/// Shared by "chrysler" and "chrysler corp" where no article has both.
constexpr std::size_t kCompanyOfForms = 2;
/// One in so many articles with the letters has the name in full.
constexpr std::size_t kRare = 50;
/// Articles with "fed" and "federal reserve", and one in so many with "fed".
constexpr std::size_t kFewestOfClipped = 3, kRareClipped = 10;
/// Articles with "shell" and "royal dutch/shell".
constexpr std::size_t kFewestOfPartner = 2;

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

class Joiner {
 public:
  explicit Joiner(const NameColumn& names) : names_(names), company_(names, {}), record_(names.names.size()) {
    std::iota(record_.begin(), record_.end(), 0u);
    for (const auto name : names.names) words_.push_back(name_words(name));
  }

  std::vector<Alias> join() {
    join_legal_forms();
    join_short_forms();
    std::vector<Alias> aliases;
    for (Name name = 0; name < record_.size(); ++name) {
      if (record_[name] != name) aliases.push_back({name, record_[name]});
    }
    return aliases;
  }

 private:
  using Name = Company::Name;
  using Names = std::vector<Name>;

  // ---- legal forms ----

  void join_legal_forms() {
    std::map<std::vector<std::string>, Names> firms;
    for (Name name = 0; name < words_.size(); ++name) {
      auto core = with_head_last(without_legal_form(words_[name]));
      if (!core.empty()) firms[std::move(core)].push_back(name);
    }
    for (auto& [core, names] : firms) {
      if (names.size() < 2 || names.size() > kMostPairs) continue;
      const auto record = *std::ranges::min_element(names, [&](Name a, Name b) { return comes_first(a, b); });
      for (const auto name : names) {
        if (name != record && are_one_firm(name, record, names)) record_[name] = record;
      }
    }
  }

  bool are_one_firm(Name name, Name record, const Names& firm) {
    if (company_.common(name, record) > 0) return true;
    const auto is_of_firm = [&](Name other) { return std::ranges::find(firm, other) != firm.end(); };
    return company_.shared(name, record, is_of_firm) >= kCompanyOfForms;
  }

  bool comes_first(Name a, Name b) const {
    const auto of_a = company_.frequency(a), of_b = company_.frequency(b);
    return of_a != of_b ? of_a > of_b : names_.names[a] < names_.names[b];
  }

  // ---- short forms ----

  void join_short_forms() {
    std::map<std::string, Names> by_letters, by_first_word, by_partner;
    for (Name name = 0; name < words_.size(); ++name) {
      if (words_[name].size() < 2) continue;
      for (auto& letters : initials(names_.names[name])) by_letters[std::move(letters)].push_back(name);
      by_first_word[words_[name][0]].push_back(name);
      if (auto partner = last_partner(words_[name]); !partner.empty())
        by_partner[std::move(partner)].push_back(name);
    }
    std::map<Name, Names> short_forms;  // by record
    for (Name name = 0; name < words_.size(); ++name) {
      if (words_[name].size() != 1 || record_[name] != name) continue;
      auto record = spelled_out(name, by_letters);
      if (!record) record = begun_by(name, by_first_word);
      if (!record) record = partner_of(name, by_partner);
      if (record) short_forms[*record].push_back(name);
    }
    for (const auto& [record, names] : short_forms) add_short_forms(record, names);
    for (auto& record : record_) {
      while (record_[record] != record) record = record_[record];
    }
  }

  /// The record whose initials `letters` are.
  std::optional<Name> spelled_out(Name letters, const std::map<std::string, Names>& by_letters) const {
    const auto found = by_letters.find(words_[letters][0]);
    if (found == by_letters.end() || found->second.size() > kMostPairs) return std::nullopt;
    const std::size_t fewest = found->first.size() > 2 ? 1 : 2;
    return agreed(letters, found->second, std::max(fewest, company_.frequency(letters) / kRare));
  }

  /// The record that `clipped` is the beginning of: a syllable's consonant before the vowel of the next.
  std::optional<Name> begun_by(Name clipped, const std::map<std::string, Names>& by_first_word) const {
    constexpr std::size_t kShortest = 3, kLongest = 5;
    const auto& word = words_[clipped][0];
    if (word.size() < kShortest || word.size() > kLongest || is_vowel(word.back())) return std::nullopt;
    Names names;
    for (auto at = by_first_word.upper_bound(word); at != by_first_word.end() && at->first.starts_with(word);
         ++at) {
      if (is_vowel(at->first[word.size()])) names.insert(names.end(), at->second.begin(), at->second.end());
      if (names.size() > kMostPairs) return std::nullopt;
    }
    return agreed(clipped, names, std::max(kFewestOfClipped, company_.frequency(clipped) / kRareClipped));
  }

  /// The record that is called by `partner` and others, "royal dutch/shell".
  std::optional<Name> partner_of(Name partner, const std::map<std::string, Names>& by_partner) const {
    const auto found = by_partner.find(words_[partner][0]);
    if (found == by_partner.end() || found->second.size() > kMostPairs) return std::nullopt;
    return agreed(partner, found->second, kFewestOfPartner);
  }

  /// The record among `names` that at least `fewest` articles have together with `word`, and kAgreed times as
  /// many as have any other; what only makes a name longer ("federal reserve board") is no other.
  std::optional<Name> agreed(Name word, const Names& names, std::size_t fewest) const {
    std::map<Name, std::size_t> both;  // by record
    for (const auto name : names) {
      if (const auto count = company_.common(word, name); count > 0) both[record_[name]] += count;
    }
    if (both.empty()) return std::nullopt;
    auto best = both.begin();
    for (auto at = both.begin(); at != both.end(); ++at) {
      const bool is_shorter = begins(at->first, best->first) && at->second * kAgreed >= best->second;
      const bool is_longer = begins(best->first, at->first) && best->second * kAgreed >= at->second;
      if (is_shorter || (at->second > best->second && !is_longer)) best = at;
    }
    const bool is_clear = std::ranges::all_of(both, [&](const auto& other) {
      return other.first == best->first || other.second * kAgreed <= best->second ||
             begins(best->first, other.first);
    });
    return is_clear && best->second >= fewest ? std::optional(best->first) : std::nullopt;
  }

  /// Whether the words of `name` begin those of `longer`.
  bool begins(Name name, Name longer) const {
    const auto &some = words_[name], &more = words_[longer];
    return some.size() < more.size() && std::equal(some.begin(), some.end(), more.begin());
  }

  /// Leaves the names that were joined to `record` or to one of `names` before; what they are joined to in
  /// turn is theirs.
  void add_short_forms(Name record, const Names& names) {
    const auto often = *std::ranges::min_element(names, [&](Name a, Name b) { return comes_first(a, b); });
    const bool is_record = company_.frequency(often) >= kAgreed * company_.frequency(record);
    const auto kept = is_record ? often : record;
    for (const auto name : names) record_[name] = kept;
    if (is_record) record_[record] = kept;
  }

  const NameColumn& names_;
  Company company_;
  std::vector<Name> record_;                     ///< by name
  std::vector<std::vector<std::string>> words_;  ///< by name
};

}  // namespace

std::vector<Alias> same_organizations(const NameColumn& organizations) {
  return Joiner(organizations).join();
}

}  // namespace dateline
