// An archive written down, and which of its people are joined.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "corpus/base/text.h"
#include "indexer/entities/records/company.h"
#include "tests/support/name_table.h"

namespace dateline {

/// "alias=record; …" of an archive as `same` finds them: an article a line, people divided by "; ", places
/// behind " @ ".
template <typename Same>
std::string joined_names(const std::vector<std::string>& articles, Same same) {
  std::vector<std::string> people_of, places_of;
  for (const auto& article : articles) {
    const auto at = article.find(" @ ");
    people_of.push_back(article.substr(0, at));
    places_of.push_back(at == article.npos ? "" : article.substr(at + 3));
  }
  const NameTable people_table(people_of), places(places_of);
  const std::vector<NameColumn> company{places.view()};
  const auto people = people_table.view();
  std::vector<std::string> shown;
  for (const auto& [name, record] : same(people, company))
    shown.push_back(std::string(people.names[name]) + "=" + std::string(people.names[record]));
  return joined(shown, "; ");
}

struct ArchiveCase {
  const char* name;
  std::vector<std::string> articles;
  const char* joined;
};

/// Expects what `row` says of its archive as `same` finds it, in whatever order the articles come.
template <typename Same>
void expect_joined(const ArchiveCase& row, Same same) {
  auto articles = row.articles;
  EXPECT_EQ(joined_names(articles, same), row.joined);
  std::ranges::reverse(articles);
  EXPECT_EQ(joined_names(articles, same), row.joined) << "in another order";
}

}  // namespace dateline
