#include "server/facet_values.h"

#include <gtest/gtest.h>

#include "tests/support/fake_backend.h"

namespace dateline {
namespace {

TEST(FoundValues, AreAskedForWithoutHits) {
  FakeBackend backend;
  backend.page.total = 9;
  backend.page.facets = {{.field = "people", .values = {{"Ana Cruz", 5}, {"Cy Anand", 3}}, .distinct = 4}};
  const auto values = facet_values(backend, {.offset = 3, .facet_limit = 2}, "people", "an");
  EXPECT_EQ(
      to_json(*values),
      R"({"facet":"people","total":9,"distinct":4,"complete":true,"values":[{"value":"Ana Cruz","count":5},)"
      R"({"value":"Cy Anand","count":3}]})");
  EXPECT_EQ(backend.asked.facet_search, "an");
  EXPECT_EQ(backend.asked.limit, 0U);
  EXPECT_EQ(backend.asked.offset, 0U);
}

}  // namespace
}  // namespace dateline
