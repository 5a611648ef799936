#include "indexer/entities/names/legal_form.h"

#include <gtest/gtest.h>

#include "corpus/base/split.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words;
  for (const auto word : split(name, ' ')) words.emplace_back(word);
  return words;
}

struct FirmCase {
  const char* name;
  const char* firm;
  const char* core;  ///< without its legal form
  const char* last_partner;
};
class Firm : public testing::TestWithParam<FirmCase> {};
TEST_P(Firm, IsMoreThanItsLegalForm) {
  const auto words = words_of_name(GetParam().firm);
  EXPECT_EQ(joined(without_legal_form(words), " "), GetParam().core);
  EXPECT_EQ(last_partner(words), GetParam().last_partner);
}
INSTANTIATE_TEST_SUITE_P(
    Names, Firm,
    testing::Values(FirmCase{"One", "chrysler corp", "chrysler", ""},
                    FirmCase{"Several", "mitsui and co ltd", "mitsui and", ""},
                    FirmCase{"WithArticle", "the boeing company", "boeing", ""},
                    FirmCase{"InTheMiddleItIsPartOfTheName", "group lotus plc", "group lotus", ""},
                    FirmCase{"NothingElse", "the group", "", ""},
                    FirmCase{"OnlyTheArticle", "the", "the", ""},
                    FirmCase{"BoardOfABody", "federal reserve board", "federal reserve", ""},
                    FirmCase{"BoardOfOneWordIsAnother", "tea board", "tea board", ""},
                    FirmCase{"Partners", "royal dutch/shell group", "royal dutch/shell", "shell"},
                    FirmCase{"ThreePartners", "a/b/c inc", "a/b/c", "c"},
                    FirmCase{"SlashOfNoPartner", "/shell", "/shell", ""},
                    FirmCase{"NoFirm", "united nations", "united nations", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LegalForm, IsAWordInSmallLetters) {
  for (const char* const form : {"inc", "plc", "gmbh", "holdings"}) EXPECT_TRUE(is_legal_form(form)) << form;
  for (const char* const word : {"", "Inc", "incs", "board"}) EXPECT_FALSE(is_legal_form(word)) << word;
}

}  // namespace
}  // namespace dateline
