// A person's name taken apart, and whether two names can be one person's.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The words of a person's name, in the order they are spoken.
struct PersonName {
  std::vector<std::string> all;    ///< every word, in plain letters; without titles, "Jr." and its like
  std::vector<std::string> words;  ///< `all` without particles such as de, van, al, bin
  std::vector<std::string> keys;   ///< spelling_key of each of `words`, family_key of the last
  std::string generation;          ///< "jr", "sr", "ii" …; mostly empty
  bool is_family = false;          ///< begins with a particle: "bin Laden", "van der Berg"
  bool is_empty() const { return words.empty(); }
};

/// How well two names go together; later ones are stronger.
enum class NameFit {
  kNone,     ///< two people
  kPart,     ///< one name is the beginning or the end of the other: "García Márquez"
  kVariant,  ///< a nickname, another spelling or another order: "Bob" for Robert, "Orbán Viktor"
  kSame,     ///< the same but for initials and middle names
};

/// Takes `name` apart: "Dr. Ursula von der Leyen", "Jones, Seth G.", "J.R. Jayewardene", "Walter Wallace
/// Jr.", or the folded "seth g jones" of a record. Letters side by side in capitals are initials: "JR
/// Jayewardene".
PersonName parse_person(std::string_view name);

/// The same, shared with who asked for it before.
std::shared_ptr<const PersonName> known_person(std::string_view name);

/// `name` without the titles before it: "Mme Spanton" is Spanton, "Chief Minister Ana Ruiz" Ana Ruiz; an
/// office before a single word stays, as it can be a name ("Judge Judy").
std::string_view without_titles(std::string_view name);

/// How two full names, of two words and more, go together; kNone where one has a single word. The same either
/// way round. What differs in "Jr." and "Sr." is two people; an initial stands for any word that begins so.
NameFit name_fit(const PersonName& a, const PersonName& b);

/// The letters by which somebody of three names and more may go: "akd" of Anura Kumara Dissanayake; empty of
/// fewer names.
std::string first_letters(const PersonName& name);

/// Whether `rank` is one by which somebody is called instead of by a family name, as a king and a pope are.
bool is_royal(std::string_view rank);

/// "mr", "president" and the like, in plain letters without the dot: what stands before names and is not one.
bool is_title(std::string_view plain);

}  // namespace dateline
