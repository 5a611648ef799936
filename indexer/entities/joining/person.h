// One person of an article while its mentions are joined: the names and forms found so far, and what they
// make the person's name.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "indexer/entities/joining/named.h"
#include "indexer/entities/joining/person_forms.h"
#include "indexer/entities/names/person_name.h"

namespace dateline {

struct Person {
  std::vector<PersonName> names;
  std::vector<std::size_t> forms;  ///< among the article's: full ones, or those that are nobody else's
  std::set<std::size_t> apart;     ///< forms that are somebody else's
  std::set<std::string> offices;   ///< titles and ranks that stand before a form
  Sex sex = Sex::kUnknown;
  std::size_t introduced = std::string::npos;  ///< where a full name stands first in the text
  bool is_stated = false;
  Named named;
};

/// Whether the single word `name`, with `around` beside it, can mean `person`, who has it as a word: the
/// sexes agree, "Elizabeth II" is not Elizabeth Taylor, and neither "Prince Charles" nor "King Hussein" is
/// who has the name without being called so.
bool may_mean(const Person& person, const PersonName& name, const Surroundings& around);

/// Counts a mention of `person`.
void count_mention(Person& person, const Occurrence& one);

/// Gives `person` a name out of the person's `forms`: the best, with the rank before it where the form is a
/// first name alone or has a number ("Prince Charles", "Pope John Paul II"). What the publisher states stays.
void name_person(Person& person, const std::vector<PersonForm>& forms);

}  // namespace dateline
