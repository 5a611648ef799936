// Queries for names, widened to all the names of the records meant.
#pragma once

#include <span>
#include <vector>

#include "query/parse.h"
#include "query/records.h"
#include "query/request.h"
#include "query/transliteration.h"

namespace dateline {

/// The kinds of records that values of `field` name: kPerson, kPlace, kOrganization.
std::vector<Field> record_kinds(Field field);

/// Works on the queries of one search. Xapian's errors pass through.
class RecordForms {
 public:
  /// Both have to outlive it.
  RecordForms(const Xapian::Database& database, const Records& records)
      : database_(database), records_(records) {}

  /// Lets `node` match every name of the people, places and organizations it asks for by name, and none that
  /// an archivist hides. Names written with = stay as they are, unless hidden.
  void widen(Node& node) const;

  /// Lets the words of a name in `node`, side by side, stand for how else the archive spells this name: of
  /// "Gotabaya Rajapakse" the second for Rajapaksa, where that is the same record (Node::spellings). Says for
  /// which words that made a difference. What is quoted, written with = or excluded stays as it is; of a
  /// query, kMostTransliterated words are looked up.
  std::vector<Correction> spell(Node& node);

 private:
  void spell_name(std::span<Node> words) const;
  std::vector<std::pair<Field, std::string>> names_of(const Node& node) const;

  const Xapian::Database& database_;
  const Records& records_;
  std::size_t left_ = kMostTransliterated;  ///< words to look up
};

}  // namespace dateline
