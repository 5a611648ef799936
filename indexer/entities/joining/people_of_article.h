// The people of an article that were found so far, and the words by which each is found.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/entities/joining/person.h"
#include "indexer/entities/names/person_name.h"

namespace dateline {

class PeopleOfArticle {
 public:
  using Number = std::size_t;  ///< in order of adding
  using Numbers = std::set<Number>;

  /// Adds somebody whom no word finds yet.
  Number add(Person person);

  /// Gives somebody a name, whose words find them from then on.
  void add_name(Number number, const PersonName& name);

  /// Lets the first word of `name`, of two and more, find somebody, who has no such name.
  void add_first_name(Number number, const PersonName& name);

  Person& operator[](Number number) { return people_[number]; }

  /// Who has a word, a family name or a first name of that key (see PersonName::keys).
  const Numbers& with_word(const std::string& key) const { return found(by_word_, key); }
  const Numbers& with_family(const std::string& key) const { return found(by_family_, key); }
  const Numbers& with_first(const std::string& key) const { return found(by_first_, key); }

  /// Whose names begin with `letters` (see first_letters).
  const Numbers& with_letters(const std::string& letters) const { return found(by_letters_, letters); }

  /// All of them, in order of adding; nobody is left.
  std::vector<Person> take() { return std::move(people_); }

 private:
  using Table = std::unordered_map<std::string, Numbers>;
  static const Numbers& found(const Table& table, const std::string& key);

  std::vector<Person> people_;
  Table by_word_, by_family_, by_first_, by_letters_;
};

}  // namespace dateline
