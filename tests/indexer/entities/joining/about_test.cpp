#include "indexer/entities/joining/about.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct AboutCase {
  const char* name;
  std::vector<Named> found;
  MentionType type;
  const char* ranked;  ///< with * behind what the article is about, @ behind where it was written
};

class About : public testing::TestWithParam<AboutCase> {};

TEST_P(About, IsRanked) {
  auto found = GetParam().found;
  const auto relations = rank_by_salience(found, 0, 0, GetParam().type);
  std::string ranked;
  for (std::size_t n = 0; n < found.size(); ++n) {
    ranked += (n > 0 ? " " : "") + found[n].name;
    if (relations[n] == Relation::kAbout) ranked += '*';
    if (relations[n] == Relation::kDateline) ranked += '@';
  }
  EXPECT_EQ(ranked, GetParam().ranked);
}

Named in_title(const char* name, std::size_t count) {
  return {.name = name, .count = count, .first = 0, .in_title = true};
}
Named in_text(const char* name, std::size_t count, std::size_t first = 2000) {
  return {.name = name, .count = count, .first = first};
}

constexpr auto kPerson = MentionType::kPerson;
constexpr auto kPlace = MentionType::kPlace;

INSTANTIATE_TEST_SUITE_P(
    Articles, About,
    testing::Values(
        AboutCase{"Nobody", {}, kPerson, ""},
        AboutCase{"InTheHeadline", {in_text("Díaz", 1), in_title("Jones", 1)}, kPerson, "Jones* Díaz"},
        AboutCase{"Often", {in_text("Díaz", 1), in_text("Jones", 6)}, kPerson, "Jones* Díaz"},
        AboutCase{"OnceInThePassing", {in_text("Jones", 1)}, kPerson, "Jones"},
        AboutCase{"OnceInTheLead", {in_text("Jones", 1, 90)}, kPerson, "Jones*"},
        AboutCase{"OneOfManyInTheLead",
                  {in_text("Jones", 1, 90), in_text("Díaz", 1, 120), in_text("Ruiz", 1, 150)},
                  kPerson,
                  "Jones Díaz Ruiz"},
        AboutCase{"APlaceOnceInTheLead", {in_text("Lima", 1, 90)}, kPlace, "Lima"},
        AboutCase{"APlaceTwice", {in_text("Lima", 2, 90)}, kPlace, "Lima*"},
        AboutCase{"ThreeTimesAmongThirty",
                  {in_text("Jones", 3), in_text("Díaz", 15), in_text("Ruiz", 15)},
                  kPerson,
                  "Díaz* Ruiz* Jones"},
        AboutCase{"AtMostThree",
                  {in_title("A", 9), in_title("B", 8), in_title("C", 7), in_title("D", 6)},
                  kPerson,
                  "A* B* C* D"},
        AboutCase{"WhereItWasWritten", {in_text("Lima", 0, 1), in_text("Cusco", 3)}, kPlace, "Cusco* Lima@"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(AboutStated, CountsAmongTheThree) {
  std::vector<Named> found{in_title("stated", 9), in_title("A", 9), in_title("B", 9)};
  const auto relations = rank_by_salience(found, 1, 2, kPerson);
  EXPECT_EQ(relations, (std::vector{Relation::kAbout, Relation::kMentions}));
}

}  // namespace
}  // namespace dateline
