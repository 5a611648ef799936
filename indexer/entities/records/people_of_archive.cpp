#include "indexer/entities/records/people_of_archive.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "indexer/entities/names/given_names.h"

namespace dateline {
namespace {

/// Shared by "S. Jones" or "Sethy Joness" and "Seth Jones".
constexpr std::size_t kCompanyOfVariants = 2;

}  // namespace

PeopleOfArchive::PeopleOfArchive(const NameColumn& people, std::span<const NameColumn> company)
    : people_(people), company_(people, company), record_(people.names.size()) {
  std::iota(record_.begin(), record_.end(), 0u);
  names_.reserve(people.names.size());
  for (const auto name : people.names) names_.push_back(parse_person(name));
}

void PeopleOfArchive::join(const std::vector<Name>& names) {
  const auto record = *std::ranges::min_element(names, [&](Name a, Name b) { return comes_first(a, b); });
  for (const auto name : names) record_[name] = record;
}

void PeopleOfArchive::follow_records() {
  for (auto& record : record_) {
    while (!is_record(record)) record = record_[record];
  }
}

std::vector<Alias> PeopleOfArchive::aliases() const {
  std::vector<Alias> aliases;
  for (Name name = 0; name < size(); ++name) {
    if (!is_record(name)) aliases.push_back({name, record_[name]});
  }
  return aliases;
}

std::size_t PeopleOfArchive::shared_company(Name a, Name b) {
  return company_.shared(a, b, [&](Name other) {
    return !names_[other].is_empty() && (family(other) == family(a) || family(other) == family(b));
  });
}

bool PeopleOfArchive::keeps_company(Name name, const std::vector<Name>& person) {
  return std::ranges::any_of(person, [&](Name other) {
    const auto &a = names_[name], &b = names_[other];
    const bool same_ends =
        a.words.front() == b.words.front() && a.words.front().size() > 1 && a.words.back() == b.words.back();
    return shared_company(name, other) >= (same_ends ? 1 : kCompanyOfVariants);
  });
}

bool PeopleOfArchive::is_fuller(Name a, Name b) const {
  const auto key = [&](Name name) {
    const auto& words = names_[name].words;
    const auto in_full = std::ranges::count_if(words, [](const auto& word) { return word.size() > 1; });
    const bool is_formal = words.empty() || !is_short_form(words.front());
    return std::tuple(in_full, words.size(), is_formal, frequency(name));
  };
  return key(a) != key(b) ? key(a) > key(b) : people_.names[a] < people_.names[b];
}

bool PeopleOfArchive::comes_first(Name a, Name b) const {
  return frequency(a) != frequency(b) ? frequency(a) > frequency(b) : is_fuller(a, b);
}

}  // namespace dateline
