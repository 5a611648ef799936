#include "indexer/entities/records/authority.h"

#include <algorithm>
#include <array>
#include <expected>
#include <map>
#include <optional>

#include "corpus/base/error.h"
#include "corpus/base/text.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

const std::vector<std::string> kVerbs{"merge", "split", "rename", "deny", "suppress", "link"};
const std::vector<std::string> kKinds{"person", "place", "organization"};
constexpr std::array<std::string_view, 3> kRegistries{"wikidata:", "geonames:", "viaf:"};

std::optional<std::size_t> number_of(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// Why a line is not followed.
std::unexpected<std::string> problem(std::string message) { return std::unexpected(std::move(message)); }

/// The words and quoted names of a line, up to a comment.
std::expected<std::vector<std::string>, std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts;
  while (true) {
    line = trimmed(line);
    if (line.empty() || line[0] == '#') return parts;
    const bool is_quoted = line[0] == '"';
    if (is_quoted) line.remove_prefix(1);
    const auto end = is_quoted ? line.find('"') : std::min(line.find_first_of(" \t"), line.size());
    if (end == line.npos) return problem("the quotation mark is not closed");
    parts.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(end + (is_quoted ? 1 : 0), line.size()));
  }
}

bool is_registered(std::string_view id) {
  return std::ranges::any_of(kRegistries, [&](std::string_view registry) {
    return id.starts_with(registry) && id.size() > registry.size();
  });
}

/// What a verb takes behind its name.
std::expected<void, std::string> check_others(const Rule& rule) {
  const auto count = rule.others.size();
  switch (rule.verb) {
    case Verb::kMerge:
      if (count == 0) return problem("merge needs the record's name and at least one other name");
      return {};
    case Verb::kRename:
      if (count != 1) return problem("rename needs the record's name and the new one");
      return {};
    case Verb::kLink:
      if (count != 1 || !is_registered(rule.others[0]))
        return problem("link needs a name and an id such as wikidata:Q567, geonames:2996944 or viaf:12345");
      return {};
    default:
      if (count != 0)
        return problem(fmt::format("{} takes one name", kVerbs[static_cast<std::size_t>(rule.verb)]));
      return {};
  }
}

std::expected<Rule, std::string> rule_of(const std::vector<std::string>& parts) {
  const auto verb = number_of(kVerbs, parts[0]);
  if (!verb) {
    return problem(fmt::format("{} is not a rule: write one of {}", quoted(parts[0]), joined(kVerbs, ", ")));
  }
  const auto kind = parts.size() > 1 ? number_of(kKinds, parts[1]) : std::nullopt;
  if (!kind)
    return problem(fmt::format("{} needs a kind behind it: one of {}", parts[0], joined(kKinds, ", ")));
  if (parts.size() < 3) return problem("the name is missing");
  Rule rule{.verb = static_cast<Verb>(*verb), .kind = static_cast<RecordKind>(*kind), .name = parts[2]};
  rule.others.assign(parts.begin() + 3, parts.end());
  if (auto checked = check_others(rule); !checked) return std::unexpected(checked.error());
  if (name_words(rule.name).empty()) return problem("the name has no letters");
  return rule;
}

/// The rule of a line; nothing for an empty one.
std::expected<std::optional<Rule>, std::string> read_rule(std::string_view line, std::uint32_t number) {
  const auto parts = parts_of(line);
  if (!parts) return std::unexpected(parts.error());
  if (parts->empty()) return std::nullopt;
  auto rule = rule_of(*parts);
  if (!rule) return std::unexpected(rule.error());
  rule->line = number;
  return *rule;
}

/// What was said of every name so far, to notice what contradicts it.
class Sayings {
 public:
  std::expected<void, std::string> accept(const Rule& rule) {
    const auto kind = rule.kind;
    switch (rule.verb) {
      case Verb::kMerge:
        if (const auto at = said(kind, rule.name, Saying::kAlias))
          return problem(fmt::format("{} is a name of another record since line {}", quoted(rule.name), *at));
        for (const auto& other : rule.others) {
          for (const auto saying : {Saying::kAlias, Saying::kRecord, Saying::kAlone, Saying::kHidden}) {
            if (const auto at = said(kind, other, saying))
              return problem(fmt::format("{} cannot be merged: line {} says otherwise", quoted(other), *at));
          }
        }
        say(rule, rule.name, Saying::kRecord);
        for (const auto& other : rule.others) say(rule, other, Saying::kAlias);
        return {};
      case Verb::kSplit:
        return say_unless(rule, Saying::kAlone, {Saying::kAlias});
      case Verb::kRename:
        return say_unless(rule, Saying::kNamed, {Saying::kNamed, Saying::kHidden});
      case Verb::kDeny:
        return say_unless(rule, Saying::kHidden,
                          {Saying::kNamed, Saying::kAlias, Saying::kRecord, Saying::kLinked});
      case Verb::kSuppress:  // all of the record, whatever was said of it
        return say_unless(rule, Saying::kHidden, {});
      case Verb::kLink:
        return say_unless(rule, Saying::kLinked, {Saying::kLinked, Saying::kHidden});
    }
    return {};
  }

 private:
  enum class Saying : std::uint8_t { kRecord, kAlias, kAlone, kNamed, kHidden, kLinked };
  using Key = std::tuple<RecordKind, std::vector<std::string>, Saying>;

  std::optional<std::uint32_t> said(RecordKind kind, std::string_view name, Saying saying) const {
    const auto known = lines_.find({kind, name_words(name), saying});
    return known == lines_.end() ? std::nullopt : std::optional(known->second);
  }

  void say(const Rule& rule, std::string_view name, Saying saying) {
    lines_.try_emplace({rule.kind, name_words(name), saying}, rule.line);
  }

  std::expected<void, std::string> say_unless(const Rule& rule, Saying saying,
                                              std::initializer_list<Saying> against) {
    for (const auto other : against) {
      if (const auto at = said(rule.kind, rule.name, other))
        return problem(fmt::format("line {} says otherwise of {}", *at, quoted(rule.name)));
    }
    say(rule, rule.name, saying);
    return {};
  }

  std::map<Key, std::uint32_t> lines_;
};

}  // namespace

Authority parse_authority(std::string_view text) {
  Authority authority;
  Sayings sayings;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto rule = read_rule(line, number);
    const auto accepted = !rule               ? std::unexpected(rule.error())
                          : rule->has_value() ? sayings.accept(**rule)
                                              : std::expected<void, std::string>();
    if (!accepted) authority.problems.push_back({number, accepted.error()});
    if (accepted && rule->has_value()) authority.rules.push_back(**rule);
  }
  return authority;
}

std::string_view name(RecordKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

}  // namespace dateline
