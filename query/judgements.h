// Topics and the judgements of people about them, as the TREC conferences write them.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// A query with the id by which judgements name it.
struct Topic {
  std::string id;
  std::string text;
};

/// Reads ID<TAB>QUERY lines; empty ones are passed over. `file` is its name in messages.
/// Errors: kFormat  a line without a tab
std::expected<std::vector<Topic>, Error> read_topics(std::istream& input, std::string_view file);

/// Article id -> grade; above 0: relevant, and the higher the more.
using Grades = std::unordered_map<std::string, int>;

/// The judgements by topic. Only topics with a relevant article are in it: no ranking can do well or badly
/// at the others.
using Judgements = std::map<std::string, Grades>;

/// Reads `TOPIC 0 ARTICLE GRADE` lines, cells divided by white space; of two about one article the later
/// holds. `file` is its name in messages.
/// Errors: kFormat  a line of another shape; nothing relevant at all
std::expected<Judgements, Error> read_judgements(std::istream& input, std::string_view file);

}  // namespace dateline
