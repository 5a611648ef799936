#include "indexer/entities/joining/people_of_article.h"

namespace dateline {

PeopleOfArticle::Number PeopleOfArticle::add(Person person) {
  people_.push_back(std::move(person));
  return people_.size() - 1;
}

void PeopleOfArticle::add_name(Number number, const PersonName& name) {
  people_[number].names.push_back(name);
  for (const auto& key : name.keys) by_word_[key].insert(number);
  if (!name.is_empty()) by_family_[name.keys.back()].insert(number);
  if (name.words.size() > 1) add_first_name(number, name);
  if (auto letters = first_letters(name); !letters.empty()) by_letters_[std::move(letters)].insert(number);
}

void PeopleOfArticle::add_first_name(Number number, const PersonName& name) {
  by_first_[name.keys.front()].insert(number);
}

const PeopleOfArticle::Numbers& PeopleOfArticle::found(const Table& table, const std::string& key) {
  static const Numbers kNobody;
  const auto known = table.find(key);
  return known == table.end() ? kNobody : known->second;
}

}  // namespace dateline
