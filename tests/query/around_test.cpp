#include "query/around.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

const GeoPoint kLyon{45.764, 4.836}, kParis{48.857, 2.352}, kSydney{-33.868, 151.207};

TEST(KilometresBetween, AreThoseOfAGreatCircle) {
  EXPECT_NEAR(kilometres_between(kLyon, kLyon), 0, 1e-9);
  EXPECT_NEAR(kilometres_between(kLyon, kParis), 392, 1);
  EXPECT_NEAR(kilometres_between(kParis, kSydney), 16'962, 10);
  EXPECT_NEAR(kilometres_between({10, 179.5}, {10, -179.5}), 109.5, 0.1) << "across the date line";
  EXPECT_NEAR(kilometres_between({89, 0}, {89, 180}), 222.4, 0.1) << "across the pole";
  EXPECT_NEAR(kilometres_between({0, 0}, {0, 180}), 20'015, 1);
}

Entity place(const char* name, std::vector<std::string> parents, GeoPoint position) {
  return {.name = name,
          .country = parents.empty() ? "" : "FR",
          .position = position,
          .parents = std::move(parents)};
}

class Near : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    auto writer = Writer::open(folder_->path(), {.finds_names = false});
    const auto put = [&](const char* id, Entity where) {
      writer->put({.id = id, .title = "News", .text = "From there", .places = {std::move(where)}}, "");
    };
    const std::string rhone = "Auvergne-Rhône-Alpes";
    put("lyon", place("Lyon", {rhone, "France", "Europe"}, kLyon));
    put("saint-etienne", place("Saint-Étienne", {rhone, "France", "Europe"}, {45.434, 4.390}));
    put("grenoble", place("Grenoble", {rhone, "France", "Europe"}, {45.188, 5.724}));
    put("france", place("France", {"Europe"}, {45.8, 4.8}));
    put("region", place(rhone.c_str(), {"France", "Europe"}, {45.8, 4.8}));
    put("stadium", place("Stade des Lumières", {}, {45.765, 4.982}));
    put("fiji", place("Suva", {"Central", "Fiji", "Oceania"}, {-18.1, 179.9}));
    put("nowhere", {.name = "Oz"});
    ASSERT_TRUE(writer->commit());
  }
  static void TearDownTestSuite() { delete folder_; }
  static std::string found(const SearchRequest& request) {
    const auto page = Index::open(folder_->path())->search(request);
    if (!page) return page.error().message;
    std::vector<std::string> ids;
    for (const auto& hit : page->hits) ids.push_back(hit.article.id);
    std::ranges::sort(ids);
    std::string all;
    for (const auto& id : ids) all += id + " ";
    for (const auto& note : page->notes) all += "[" + note.code + "]";
    return all;
  }
  static TemporaryFolder* folder_;
};
TemporaryFolder* Near::folder_ = nullptr;

struct NearCase {
  const char* typed;
  const char* found;  ///< ids, then codes of notes
};

TEST_F(Near, FindsTownsAndPointsWithinTheDistance) {
  const NearCase rows[]{
      {"near:45.764,4.836~1km", "lyon "},
      {"near:45.764,4.836~10mi", "lyon stadium "},
      {"near:Lyon", "lyon saint-etienne stadium "},
      {"near:Lyon~20km", "lyon stadium "},
      {"near:\"lyon\"~100km", "grenoble lyon saint-etienne stadium "},
      {"near:\"Lyon, France\"~3km", "lyon "},
      {"near:\"stade des lumieres\"~1km", "stadium "},
      {"near:-18.1,-179.9~50km", "fiji "},
      {"near:Lyon~20km -town:Lyon", "stadium "},
      {"near:Lyon~3km OR near:Grenoble~3km", "grenoble lyon "},
      {"near:Oz", "[unknown_place]"},
      {"near:Xyzzyville flood", "[unknown_place]"},
      {"near:saint étienne~1km news", "saint-etienne "},
      {"near:Saint Étienne news", "saint-etienne [place_words]"},
      {"near:Lyon news", "lyon saint-etienne stadium "},
      {"near:45.764,4.836~20037km", "fiji grenoble lyon saint-etienne stadium "},
      {"region:\"Auvergne-Rhône-Alpes\"", "grenoble lyon region saint-etienne "},
      {"town:lyon", "lyon "},
  };
  for (const auto& [typed, expected] : rows) EXPECT_EQ(found({.text = typed}), expected) << typed;
}

TEST_F(Near, KnowsCountriesByTheirCodesAndOtherNames) {
  const NearCase rows[]{
      {"country:france", "france grenoble lyon region saint-etienne "},
      {"country:FR", "france grenoble lyon region saint-etienne "},
      {"country:fr town:lyon", "lyon "},
      {"country:\"French Republic\" town:lyon", "lyon "},
      {"in:FJ", "fiji [country_code]"},
      {"country:LK", ""},
      {"country:Atlantis", "[unknown_country]"},
      {"country:QQ", "[unknown_country]"},
      {"in:Atlantis", ""},
  };
  for (const auto& [typed, expected] : rows) EXPECT_EQ(found({.text = typed}), expected) << typed;
  EXPECT_EQ(found({.filters = {{"country", {"FR", "FJ"}}}}),
            "fiji france grenoble lyon region saint-etienne ");
}

TEST_F(Near, IsAFilterToo) {
  EXPECT_EQ(found({.filters = {{"near", {"Lyon~20km"}}}}), "lyon stadium ");
  EXPECT_EQ(found({.filters = {{"near", {"Lyon~3km", "45.188,5.724~1km"}}}}), "grenoble lyon ");
  EXPECT_EQ(found({.filters = {{"near", {"Lyon~far"}}}}), "'~far' is not a distance: write ~50km or ~30mi");
  EXPECT_EQ(found({.filters = {{"near", {"Xyzzyville"}}}}), "[unknown_place]");
}

TEST_F(Near, TellsProgramsWhatItDoesNotKnow) {
  EXPECT_EQ(
      found({.text = "flood near:Xyzzyville", .strict = true}),
      "byte 6 of the query: 'Xyzzyville' is no place that is on the map here: nothing is near it; write "
      "degrees as in near:45.76,4.84~50km");
}

TEST_F(Near, CountsPlacesByCountryRegionAndTown) {
  const auto page = Index::open(folder_->path())->search({.facets = {"countries", "regions", "towns"}});
  const auto counts = [](const Facet& facet) {
    std::string all;
    for (const auto& [value, count] : facet.values) all += value + " " + std::to_string(count) + "; ";
    return all;
  };
  EXPECT_EQ(counts(page->facets[0]), "France 5; Fiji 1; ");
  EXPECT_EQ(counts(page->facets[1]), "Auvergne-Rhône-Alpes 4; Central 1; ");
  EXPECT_EQ(counts(page->facets[2]), "Grenoble 1; Lyon 1; Saint-Étienne 1; Suva 1; ");
}

TEST_F(Near, SaysOfPlacesWhereTheyAreWhereAsked) {
  const auto places = [](bool locate) {
    return Index::open(folder_->path())->search({.facets = {"places"}, .locate = locate})->facets.front();
  };
  EXPECT_TRUE(places(false).positions.empty());
  const auto located = places(true);
  ASSERT_EQ(located.positions.size(), located.values.size());
  std::string all;
  for (std::size_t n = 0; n < located.values.size(); ++n) {
    const auto& position = located.positions[n];
    all += located.values[n].value +
           (position ? fmt::format(" {:.0f},{:.0f}; ", position->latitude, position->longitude) : "; ");
  }
  EXPECT_EQ(all,
            "Auvergne-Rhône-Alpes 46,5; France 46,2; Grenoble 45,6; Lyon 46,5; Oz; Saint-Étienne 45,4; "
            "Stade des Lumières 46,5; Suva -18,178; ")
      << "those of the gazetteer are where it has them, the others where the publisher says";
}

TEST_F(Near, SaysWhereANameIsOfAnAreaOrOfTwoPlaces) {
  EXPECT_EQ(found({.text = "near:Fiji~1km"}), "[wide_place]");
  EXPECT_EQ(found({.text = "near:Springfield"}), "[ambiguous_place]");
  EXPECT_EQ(found({.text = "near:\"Springfield, Massachusetts\""}), "");
}

}  // namespace
}  // namespace dateline
