#include "indexer/entities/records/authority.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// Rules and problems, as `line verb others` and `line! message`.
std::string shown(const Authority& authority) {
  std::vector<std::string> lines;
  for (const auto& rule : authority.rules) {
    lines.push_back(std::to_string(rule.line) + " " + std::string(name(rule.kind)) + " " + rule.name);
    for (const auto& other : rule.others) lines.back() += " | " + other;
  }
  for (const auto& problem : authority.problems)
    lines.push_back(std::to_string(problem.line) + "! " + problem.message);
  return joined(lines, "\n");
}

struct FileCase {
  const char* name;
  const char* text;
  const char* expected;
};

class AuthorityFile : public testing::TestWithParam<FileCase> {};

TEST_P(AuthorityFile, IsRead) { EXPECT_EQ(shown(parse_authority(GetParam().text)), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Files, AuthorityFile,
    testing::Values(
        FileCase{"Empty", "", ""}, FileCase{"Comments", "# nothing\n\n   # here\n", ""},
        FileCase{"Merge", "merge person \"Ronald Reagan\" \"reagan\" \"R. Reagan\"  # the president",
                 "1 person Ronald Reagan | reagan | R. Reagan"},
        FileCase{"UnquotedWords", "deny person So", "1 person So"},
        FileCase{"ByteOrderMark",
                 "\xEF\xBB\xBF"
                 "deny person So",
                 "1 person So"},
        FileCase{"CarriageReturn", "deny person So\r\nsplit place \"Paris\"\r\n",
                 "1 person So\n2 place Paris"},
        FileCase{"Link", "link place \"Lyon\" geonames:2996944", "1 place Lyon | geonames:2996944"},
        FileCase{"NoVerb", "join person \"A B\" \"C D\"",
                 "1! 'join' is not a rule: write one of merge, split, rename, deny, suppress, link"},
        FileCase{"NoKind", "merge \"A B\" \"C D\"",
                 "1! merge needs a kind behind it: one of person, place, organization"},
        FileCase{"NoName", "deny person", "1! the name is missing"},
        FileCase{"NameWithoutLetters", "deny person \"-\"", "1! the name has no letters"},
        FileCase{"OpenQuote", "deny person \"So", "1! the quotation mark is not closed"},
        FileCase{"MergeOfOne", "merge person \"A B\"",
                 "1! merge needs the record's name and at least one other name"},
        FileCase{"RenameOfOne", "rename person \"A B\"", "1! rename needs the record's name and the new one"},
        FileCase{"DenyOfTwo", "deny person \"A B\" \"C D\"", "1! deny takes one name"},
        FileCase{"StrangeLink", "link person \"A B\" http://x",
                 "1! link needs a name and an id such as wikidata:Q567, geonames:2996944 or viaf:12345"},
        FileCase{
            "AProblemCostsItsLineOnly", "x\ndeny person So\ny",
            "2 person So\n1! 'x' is not a rule: write one of merge, split, rename, deny, suppress, link\n"
            "3! 'y' is not a rule: write one of merge, split, rename, deny, suppress, link"},
        FileCase{"TwoRecordsOfOneName", "merge person \"A B\" \"C\"\nmerge person \"D E\" \"c\"",
                 "1 person A B | C\n2! 'c' cannot be merged: line 1 says otherwise"},
        FileCase{"Chain", "merge person \"A B\" \"C D\"\nmerge person \"C D\" \"E F\"",
                 "1 person A B | C D\n2! 'C D' is a name of another record since line 1"},
        FileCase{"ChainUpwards", "merge person \"C D\" \"E F\"\nmerge person \"A B\" \"C D\"",
                 "1 person C D | E F\n2! 'C D' cannot be merged: line 1 says otherwise"},
        FileCase{"SplitAndMerged", "merge person \"A B\" \"C D\"\nsplit person \"C D\"",
                 "1 person A B | C D\n2! line 1 says otherwise of 'C D'"},
        FileCase{"DeniedAndRenamed", "deny person \"A B\"\nrename person \"a b\" \"C D\"",
                 "1 person A B\n2! line 1 says otherwise of 'a b'"},
        FileCase{"MergedAndDenied", "merge person \"A B\" \"C D\"\ndeny person \"A B\"",
                 "1 person A B | C D\n2! line 1 says otherwise of 'A B'"},
        FileCase{"MergedAndSuppressed", "merge person \"A B\" \"C D\"\nsuppress person \"C D\"",
                 "1 person A B | C D\n2 person C D"},
        FileCase{"SuppressedAndMerged", "suppress person \"C D\"\nmerge person \"A B\" \"C D\"",
                 "1 person C D\n2! 'C D' cannot be merged: line 1 says otherwise"},
        FileCase{"KindsAreApart", "deny person \"Paris\"\nrename place \"Paris\" \"Paris, France\"",
                 "1 person Paris\n2 place Paris | Paris, France"},
        FileCase{"MoreNamesForOneRecord", "merge person \"A B\" \"C\"\nmerge person \"A B\" \"D\"",
                 "1 person A B | C\n2 person A B | D"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
