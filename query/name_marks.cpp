#include "query/name_marks.h"

#include "indexer/entities/names/person_name.h"
#include "query/index_words.h"

namespace dateline {

bool is_named(Field field) {
  switch (field) {
    case Field::kPerson:
    case Field::kPersonMeta:
    case Field::kPlace:
    case Field::kPlaceMeta:
    case Field::kOrganization:
    case Field::kOrganizationMeta:
    case Field::kTown:
    case Field::kAbout:
      return true;
    default:
      return false;
  }
}

void mark_name(const Node& node, Matches& matches) {
  constexpr std::size_t kShortestLastName = 3;  // bytes: not the "Un" of Kim Jong Un
  if (!is_named(*node.field)) return;
  auto name = index_words(node.words[0]);
  const bool is_person = node.field == Field::kPerson || node.field == Field::kPersonMeta;
  if (is_person && name.size() > 1) {
    const auto words = parse_person(node.words[0]).words;  // without "Jr." and its like
    if (!words.empty() && words.back().size() >= kShortestLastName) matches.forms.insert(words.back());
  }
  if (!name.empty()) matches.phrases.push_back(std::move(name));
}

}  // namespace dateline
