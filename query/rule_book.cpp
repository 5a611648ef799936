#include "query/rule_book.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/postings.h"

namespace dateline {

void RuleBook::follow(const Rule& rule) {
  switch (rule.verb) {
    case Verb::kMerge:
      return merge(rule);
    case Verb::kSplit:
      return split(rule);
    case Verb::kRename:
      if (const auto record = record_called(rule.name)) {
        ruled_.titles[*record] = rule.others[0];
        ruled_.further_names[value_key(rule.others[0])] = *record;
      }
      return;
    case Verb::kDeny:
    case Verb::kSuppress:
      if (const auto record = record_called(rule.name)) {
        touch(*record);
        ruled_.hidden.insert(*record);
      }
      return;
    case Verb::kLink:
      if (const auto record = record_called(rule.name)) ruled_.links[*record] = rule.others[0];
      return;
  }
}

std::vector<std::string> RuleBook::names_of(const std::string& name) const {
  std::vector<std::string> names{value_key(name)};
  if (const auto record = record_called(name)) {
    for (const auto member : members(*record)) {
      if (const auto key = key_of(member); key != names[0]) names.push_back(key);
    }
    for (const auto& [key, of] : ruled_.further_names) {
      if (record_of(of) == *record && key != names[0]) names.push_back(key);
    }
  }
  return names;
}

std::unique_ptr<Records::Ruled> RuleBook::result() {
  for (const auto& [name, record] : record_) {
    if (name != record) ruled_.aliases.push_back({name, record});
  }
  write_rows();
  return std::make_unique<Records::Ruled>(std::move(ruled_));
}

std::vector<RuleBook::Number> RuleBook::members(Number record) const {
  std::vector<Number> found;
  if (record_of(record) == record) found.push_back(record);
  for (const auto& [name, of] : record_) {
    if (of == record && name != record) found.push_back(name);
  }
  return found;
}

void RuleBook::touch(Number record) {
  for (const auto member : members(record)) {
    touched_.insert(member);
    rewritten_.insert(column_.record_of(member));
  }
}

void RuleBook::move_members(Number from, Number to) {
  touch(from);
  for (const auto member : members(from)) record_[member] = to;
  touch(to);
}

void RuleBook::merge(const Rule& rule) {
  auto record = find(rule.name);
  for (const auto& other : rule.others) {
    if (!record) record = find(other);
  }
  if (!record) return;  // none of these names is in the archive
  if (!find(rule.name)) {
    ruled_.titles[*record] = rule.name;
    ruled_.further_names[value_key(rule.name)] = *record;
  }
  move_members(record_of(*record), *record);
  for (const auto& other : rule.others) {
    const auto number = find(other);
    if (!number) ruled_.further_names[value_key(other)] = *record;
    if (number && record_of(*number) != *record) move_members(record_of(*number), *record);
  }
}

void RuleBook::split(const Rule& rule) {
  const auto number = find(rule.name);
  if (!number) return;
  const auto record = record_of(*number);
  auto others = members(record);
  if (others.size() < 2) return;
  touch(record);
  std::erase(others, *number);
  const auto heir = record == *number ? others.front() : record;
  for (const auto other : others) record_[other] = heir;
  record_[*number] = *number;
}

void RuleBook::write_rows() {
  std::vector<std::pair<DocId, Number>> pairs;
  for (const auto name : touched_) {
    const auto record = record_of(name);
    if (ruled_.hidden.contains(record)) continue;
    for_each_article(database_, term_of(name),
                     [&](DocId document, const auto&) { pairs.emplace_back(document, record); });
  }
  std::ranges::sort(pairs);
  const auto repeated = std::ranges::unique(pairs);
  pairs.erase(repeated.begin(), repeated.end());
  auto pair = pairs.begin();
  std::size_t changes = 0;  // those passed
  for (DocId document = 0; document < column_.documents(); ++document) {
    const auto first = static_cast<std::ptrdiff_t>(ruled_.values.size());
    ruled_.begin.push_back(static_cast<Number>(first));
    const auto* const changed = column_.changed;
    const bool is_changed =
        changed != nullptr && changes < changed->documents.size() && changed->documents[changes] == document;
    for (const auto value : is_changed ? changed->row(changes++) : column_.unchanged_row(document)) {
      if (!rewritten_.contains(value)) ruled_.values.push_back(value);
    }
    const auto kept = ruled_.values.size();
    for (; pair != pairs.end() && pair->first == document; ++pair) ruled_.values.push_back(pair->second);
    if (ruled_.values.size() > kept) std::sort(ruled_.values.begin() + first, ruled_.values.end());
  }
  ruled_.begin.push_back(static_cast<Number>(ruled_.values.size()));
}

std::optional<RuleBook::Number> RuleBook::record_called(const std::string& name) const {
  if (const auto number = find(name)) return record_of(*number);
  const auto further = ruled_.further_names.find(value_key(name));
  return further == ruled_.further_names.end() ? std::nullopt : std::optional(further->second);
}

}  // namespace dateline
