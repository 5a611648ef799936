#include "indexer/entities/wrapped.h"

#include <gtest/gtest.h>

#include "indexer/entities/enrich.h"

namespace dateline {
namespace {

const std::string kWrapped =
    "WASHINGTON, March 3 - U.S. trade representative Clayton\n"
    "Yeutter today said that if the European Community's Council of\n"
    "Ministers approves a tax, another row will erupt.\n\n"
    "In a statement he named no date.\n";

TEST(Unwrapped, PutsBlanksWhereLinesWereFull) {
  const auto text = unwrapped(kWrapped);
  EXPECT_EQ(text.size(), kWrapped.size());
  EXPECT_NE(text.find("Clayton Yeutter"), text.npos);
  EXPECT_NE(text.find("Council of Ministers"), text.npos);
  EXPECT_NE(text.find("erupt.\n\nIn a statement he named no date.\n"), text.npos);
}

TEST(Unwrapped, LeavesOtherTextsAsTheyAre) {
  const std::string list = kWrapped.substr(0, 56) + "Oper shr 22 cts\nvs 15 cts\nNet 1.2 mln\n";
  const std::string table = list + "  Yeutter's people and all that he said of them until March 3 1987\n";
  const std::string paragraphs = std::string(120, 'x') + "\nClayton\nYeutter\n";
  for (const auto& text : {std::string(), std::string("Clayton\nYeutter"), paragraphs})
    EXPECT_EQ(unwrapped(text), text);
  EXPECT_NE(unwrapped(table).find("22 cts\nvs 15 cts\nNet 1.2 mln\n  Y"), std::string::npos);
}

// The names of one line went on in the next where one line of many was as long as a line can be.
TEST(Unwrapped, LeavesResultsAsTheyAre) {
  const std::string results =
      "1. Michael Johnson ( U.S. ) 19.32 seconds\n2. Frank Fredericks ( Namibia ) 19.68\n"
      "3. Ato Boldon ( Trinidad and Tobago , the youngest of all ) 19.80\n4. Obadele Thompson ( Barbados ) "
      "20.14\n"
      "5. Jeff Williams ( U.S. ) 20.17\n";
  EXPECT_EQ(unwrapped(results), results);
}

TEST(Unwrapped, LetsNamesGoOnInTheNextLine) {
  Article article{.text = kWrapped, .language = "en"};
  const auto enricher = Enricher::load();
  enricher->enrich(article);
  EXPECT_EQ(article.text, kWrapped);
  ASSERT_EQ(article.people.size(), 1u);
  EXPECT_EQ(article.people[0].name, "Clayton Yeutter");
}

}  // namespace
}  // namespace dateline
