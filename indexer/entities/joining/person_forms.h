// The forms in which an article names people, each with the places where it stands.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/joining/surroundings.h"
#include "indexer/entities/mention.h"
#include "indexer/entities/names/person_name.h"

namespace dateline {

/// A mention of a person.
struct Occurrence {
  std::uint32_t mention = 0;  ///< number in Mentions::text, else in Mentions::title
  bool in_title = false;
  bool in_dateline = false;
  std::size_t position = 0;  ///< 0 in the title, else one more than the byte of the text
  Surroundings around;
};

/// Mentions with the same words.
struct PersonForm {
  PersonName name;
  std::string written;            ///< as it stands, rather not in capitals
  std::vector<Occurrence> at;     ///< in order of position
  std::set<std::size_t> apart;    ///< numbers of forms that stand beside it, "Ed and Ted Stone"
  std::set<std::string> offices;  ///< titles and ranks before it
  Sex sex = Sex::kUnknown;
  std::size_t count() const;  ///< outside the dateline
};

/// The forms of all people among `mentions`, in order of their first mention. What is no name ("Prime
/// Minister", "X.") is left out.
std::vector<PersonForm> person_forms(const Article& article, const Mentions& mentions);

/// The words of `name` that are no initials.
std::size_t full_words(const PersonName& name);

/// Which of `numbers` of `forms`, all one person's and at least one, is the person's name: the fullest; where
/// others differ by more than initials and middle names, the most used.
std::size_t best_form(const std::vector<PersonForm>& forms, const std::vector<std::size_t>& numbers);

}  // namespace dateline
