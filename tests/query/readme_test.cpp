// The README's page on the query language: every example there stands here with how it is understood, and the
// other way round.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <string>

#include "query/parse.h"

namespace dateline {
namespace {

const std::map<std::string, std::string> kUnderstood{
    {R"(flood)", R"(flood)"},
    {R"(airport attack)", R"((airport attack))"},
    {R"("white house")", R"("white house")"},
    {R"(econom*)", R"(econom*)"},
    {R"(=US)", R"(=US)"},
    {R"(=Zürich)", R"(=Zürich)"},
    {R"(flood AND rhine)", R"((flood AND rhine))"},
    {R"(flood OR storm)", R"((flood OR storm))"},
    {R"(flood NOT rhine)", R"((flood NOT rhine))"},
    {R"(-rhine)", R"((* NOT rhine))"},
    {R"((flood OR storm) rhine)", R"(((flood OR storm) rhine))"},
    {R"(+flood rhine)", R"((flood MAYBE rhine))"},
    {R"(person:jones)", R"(person:jones)"},
    {R"(place:)", R"(place:jones)"},
    {R"(org:)", R"(org:jones)"},
    {R"(author:)", R"(author:jones)"},
    {R"(source:)", R"(source:jones)"},
    {R"(section:)", R"(section:jones)"},
    {R"(keyword:)", R"(keyword:jones)"},
    {R"(person:"Seth G. Jones")", R"(person:"seth g jones")"},
    {R"(person:="Seth G. Jones")", R"(person:"seth g jones")"},
    {R"(person:=jones)", R"(person:jones)"},
    {R"(about:"Angela Merkel")", R"(about:"angela merkel")"},
    {R"(in:Afghanistan)", R"(in:"afghanistan")"},
    {R"(in:"Middle East")", R"(in:"middle east")"},
    {R"(country:France)", R"(country:"france")"},
    {R"(country:FR)", R"(country:"fr")"},
    {R"(region:Bavaria)", R"(region:"bavaria")"},
    {R"(town:Lyon)", R"(town:"lyon")"},
    {R"(near:"Lyon"~50km)", R"(near:"Lyon"~50km)"},
    {R"(near:45.76,4.84~30mi)", R"(near:45.76,4.84~48.2803km)"},
    {R"(person.meta:)", R"(person.meta:jones)"},
    {R"(place.meta:)", R"(place.meta:jones)"},
    {R"(org.meta:)", R"(org.meta:jones)"},
    {R"(story:wire-17)", R"(story:"wire-17")"},
    {R"(title:flood)", R"(title:flood)"},
    {R"(lang:de)", R"(lang:"de")"},
    {R"(id:wire-17)", R"(id:"wire-17")"},
    {R"(date:2021)", R"(date:2021-01-01..2021-12-31)"},
    {R"(date:2021-08..2021-09)", R"(date:2021-08-01..2021-09-30)"},
    {R"(2021-08..)", R"(date:2021-08-01..)"},
    {R"(date:yesterday)", R"(date:2026-11-23..2026-11-23)"},
    {R"(date:monday)", R"(date:2026-11-23..2026-11-23)"},
    {R"(date:last week)", R"(date:2026-11-16..2026-11-22)"},
    {R"(date:last 3 days)", R"(date:2026-11-21..2026-11-24)"},
    {R"(date:march 1987)", R"(date:1987-03-01..1987-03-31)"},
    {R"(date:5 april 2022)", R"(date:2022-04-05..2022-04-05)"},
    {R"(date:1980s)", R"(date:1980-01-01..1989-12-31)"},
    {R"(2w..)", R"(date:2026-11-10..)"},
    {R"(since:2020)", R"(date:2020-01-01..)"},
    {R"(until:)", R"(date:..2020-12-31)"},
    {R"(before:)", R"(date:..2019-12-31)"},
    {R"(after:)", R"(date:2021-01-01..)"},
    {R"(airport NEAR/5 attack)", R"((airport NEAR/5 attack))"},
    {R"(white ADJ/2 house)", R"((white ADJ/2 house))"},
    {R"(person:merkel NEAR/9 place:paris)", R"(((merkel NEAR/9 paris) AND person:merkel AND place:paris))"},
    {R"(*)", R"(*)"},
};

/// Names of fields end in a colon and need a value.
std::string completed(const std::string& example) {
  if (!example.ends_with(':')) return example;
  const bool is_date = example == "until:" || example == "before:" || example == "after:";
  return example + (is_date ? "2020" : "jones");
}

std::vector<std::string> examples() {
  std::ifstream readme(DATELINE_SAMPLES "/../../README.md");
  std::vector<std::string> found;
  bool is_table = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("| you type")) is_table = true;
    if (!is_table || line.starts_with("|--")) continue;
    if (!line.starts_with("|")) break;
    const auto typed = line.substr(0, line.find(" | "));
    static const std::regex kCode("`([^`]+)`");
    for (std::sregex_iterator code(typed.begin(), typed.end(), kCode), end; code != end; ++code)
      found.push_back((*code)[1]);
  }
  return found;
}

TEST(QueryLanguageOfTheReadme, IsUnderstoodAsItSays) {
  const auto found = examples();
  const std::chrono::sys_days today = std::chrono::year(2026) / 11 / 24;
  for (const auto& example : found) {
    const auto parsed = parse_query(completed(example), today);
    const auto row = kUnderstood.find(example);
    ASSERT_NE(row, kUnderstood.end())
        << "    {R\"(" << example << ")\", R\"(" << to_string(parsed.root) << ")\"},";
    EXPECT_EQ(to_string(parsed.root), row->second) << example;
    for (const auto& note : parsed.notes) ADD_FAILURE() << example << ": " << note.message;
  }
  EXPECT_EQ(found.size(), kUnderstood.size())
      << "the README has fewer examples than this table, or one twice";
}

}  // namespace
}  // namespace dateline
