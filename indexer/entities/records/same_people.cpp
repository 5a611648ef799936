#include "indexer/entities/records/same_people.h"

#include "indexer/entities/records/full_names.h"
#include "indexer/entities/records/lone_words.h"
#include "indexer/entities/records/name_parts.h"

namespace dateline {

std::vector<Alias> same_people(const NameColumn& people, std::span<const NameColumn> company) {
  PeopleOfArchive archive(people, company);
  join_spellings(archive);
  join_full_names(archive);
  join_turned_names(archive);
  join_tails(archive);
  join_letters(archive);
  join_lone_words(archive);
  archive.follow_records();
  return archive.aliases();
}

}  // namespace dateline
