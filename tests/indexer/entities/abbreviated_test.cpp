#include "indexer/entities/abbreviated.h"

#include <gtest/gtest.h>

#include "tests/support/marked_text.h"

namespace dateline {
namespace {

struct TextCase {
  const char* name;
  const char* text;
  const char* adjusted;  ///< P:, L: or O: and the text of every mention
};

class Abbreviated : public testing::TestWithParam<TextCase> {};

TEST_P(Abbreviated, IsOneOrganization) {
  std::vector<Mention> mentions;
  const auto text = unmarked(GetParam().text, mentions);
  adjust_abbreviated(text, mentions);
  std::string shown;
  for (const auto& [type, begin, end] : mentions) {
    shown += shown.empty() ? "" : "; ";
    shown += "PLO"[static_cast<std::size_t>(type)];
    shown += ":" + text.substr(begin, end - begin);
  }
  EXPECT_EQ(shown, GetParam().adjusted);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Abbreviated,
    testing::Values(
        TextCase{"PartOfAnotherType", "of Samagi {P:Jana Balawegaya} ({O:SJB}) and {P:Ana Ruiz}",
                 "O:Samagi Jana Balawegaya; O:SJB; P:Ana Ruiz"},
        TextCase{"InTwoParts",
                 "the {O:Commission} to {O:Investigate Allegations of Bribery} or Corruption ({O:CIABOC})",
                 "O:Commission to Investigate Allegations of Bribery or Corruption; O:CIABOC"},
        TextCase{"LettersNotFound", "the {O:World Health Organization} (WHO) said",
                 "O:World Health Organization; O:WHO"},
        TextCase{"LettersOfTheEnd", "the {O:Department of Veterans Affairs} (VA)",
                 "O:Department of Veterans Affairs; O:VA"},
        TextCase{"NothingFound", "an Online Display Agreement (ODA)", ""},
        TextCase{"APerson", "{P:John F. Kennedy} ({O:JFK}) spoke", "P:John F. Kennedy; O:JFK"},
        TextCase{"APlace", "in {L:Papua New Guinea} ({O:PNG})", "L:Papua New Guinea; O:PNG"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
