// Towns before a score.
#include "indexer/entities/teams.h"

#include <string_view>

namespace dateline::entities {
namespace {

constexpr std::size_t kMostBefore = 12, kMostAfter = 24;  ///< tokens of the line that are looked at

class Line {
 public:
  Line(const Analysis& a, const NameTokens& name) : a_(a), list_(a.tokens.list), name_(name) {
    begin_ = name.first;
    while (begin_ > 0 && !list_[begin_].line_start && name.first - begin_ < kMostBefore) --begin_;
    end_ = name.last + 1;
    while (end_ < list_.size() && !list_[end_].line_start && end_ - name.last < kMostAfter) ++end_;
  }

  bool is_of_results() const {
    for (auto i = begin_; i < end_; ++i) {
      if (list_[i].shape == Shape::kLower && fold(i) != "halftime" && fold(i) != "v") return false;
    }
    return true;
  }

  /// Whether the name stands where a team does: first in its line or after the other team's score, and before
  /// its own.
  bool is_before_score() const {
    const auto score = name_.last + 1;
    if (name_.first != begin_ && !is_number(name_.first - 1)) return false;
    if (score >= end_ || !is_number(score) || list_[score].glued) return false;
    if (list_[score].end - list_[score].begin > 3) return false;
    return score + 1 == end_ || is_number(score + 1) || is_capital(score + 1) || fold(score + 1) == "-" ||
           fold(score + 1) == "(";
  }

 private:
  std::string_view fold(std::size_t i) const { return a_.tokens.fold(list_[i]); }
  bool is_number(std::size_t i) const { return list_[i].shape == Shape::kNumber; }
  bool is_capital(std::size_t i) const {
    return list_[i].shape == Shape::kTitle || list_[i].shape == Shape::kMixed ||
           list_[i].shape == Shape::kUpper;
  }

  const Analysis& a_;
  const std::vector<Token>& list_;
  NameTokens name_;
  std::size_t begin_, end_;
};

/// A place other than a country, or what was taken for somebody's surname and is a town's name too: "Bolton".
bool may_be_team(const Analysis& a, const NameTokens& name) {
  const auto& facts = a.facts[name.first];
  const auto known = facts.phrase_place != 0 ? facts.phrase : facts.flags;
  if ((known & kCountry) != 0 || name.type == MentionType::kOrganization) return false;
  constexpr auto kTowns = kBigCity | kCity | kTown | kRegion;
  return name.type == MentionType::kPlace || (name.first == name.last && (facts.flags & kTowns) != 0);
}

/// "52nd": the minute of a goal.
bool is_minute(const Analysis& a, std::size_t i) {
  const auto fold = a.tokens.fold(a.tokens.list[i]);
  return a.tokens.list[i].shape == Shape::kOrdinal && fold.front() <= '9' &&
         (fold.ends_with("th") || fold.ends_with("st") || fold.ends_with("nd") || fold.ends_with("rd"));
}

/// Whether token `i` is one word of a name between a bracket or comma and a minute.
bool is_scorer(const Analysis& a, std::size_t i) {
  constexpr auto kNoName = kCalendarWord | kFunctionWord | kTitleWord | kCountry;
  const auto& list = a.tokens.list;
  if (i == 0 || i + 1 >= list.size() || !is_minute(a, i + 1) || list[i + 1].line_start) return false;
  const auto before = a.tokens.fold(list[i - 1]);
  return (list[i].shape == Shape::kTitle || list[i].shape == Shape::kMixed) &&
         (before == "(" || before == ",") && (a.facts[i].flags & kNoName) == 0;
}

}  // namespace

void mark_teams(const Analysis& a, std::vector<NameTokens>& names) {
  for (auto& name : names) {
    if (!may_be_team(a, name)) continue;
    const Line line(a, name);
    if (line.is_before_score() && line.is_of_results()) name.type = MentionType::kOrganization;
  }
}

void add_scorers(const Analysis& a, std::vector<NameTokens>& names) {
  const auto& list = a.tokens.list;
  std::vector<NameTokens> all;
  auto next = names.begin();
  bool in_score = false;  // inside a bracket that follows a number
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (a.tokens.fold(list[i]) == "(") in_score = i > 0 && list[i - 1].shape == Shape::kNumber;
    if (a.tokens.fold(list[i]) == ")") in_score = false;
    if (next != names.end() && next->first == i) {
      all.push_back(*next++);
      i = all.back().last;
    } else if (in_score && is_scorer(a, i)) {
      all.push_back({MentionType::kPerson, i, i});
    }
  }
  names = std::move(all);
}

}  // namespace dateline::entities
