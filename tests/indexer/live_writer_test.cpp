#include "indexer/live_writer.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/generation.h"
#include "indexer/schema.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// What a commit may need, told before, is more than what it takes, and not so much more that it keeps
/// anybody from writing.
TEST(LiveWriterCommit, KnowsHowMuchRoomItMayNeed) {
  const TemporaryFolder folder;
  Writer::open(folder.path())->commit().value();
  const auto path = *current_generation(folder.path());
  LiveWriter writer(path, {});
  for (int commit = 0; commit < 4; ++commit) {
    std::uint64_t text_bytes = 0;
    for (int n = 0; n < 200; ++n) {
      Article article{.id = fmt::format("{}-{}", commit, n), .title = "Storm"};
      for (int word = 0; word < 200; ++word)
        article.text += fmt::format("w{} ", (n * 37 + word * word * commit) % 3000);
      text_bytes += article.title.size() + article.text.size();
      writer.put(article, "", writer.find(fmt::format("{}-{}", commit - 1, n)));
    }
    const auto before = generation_bytes(path), most = writer.most_bytes_of_commit();
    writer.commit();
    EXPECT_LT(generation_bytes(path), before + most);
    EXPECT_LE(most, (8 << 20) + 8 * text_bytes + before);
    EXPECT_EQ(writer.most_bytes_of_commit(), 8u << 20);
  }
}

// Every load rewrote the table of synonyms: the index grew by it.
TEST(LiveWriterPut, WritesNoSynonymThatIsThere) {
  const TemporaryFolder folder;
  Writer::open(folder.path())->commit().value();
  const auto path = *current_generation(folder.path());
  const auto put = [&](const char* id, const char* text) {
    LiveWriter writer(path, {});
    writer.put({.id = id, .title = "Storm", .text = text}, "", {});
    writer.commit();
    return bytes_of(path + "/synonym.glass");
  };
  const auto first = put("1", "Winds were blowing.");
  EXPECT_EQ(put("2", "Winds blowing were."), first);
  EXPECT_NE(put("3", "It blows."), first);
  const Xapian::Database database(path);
  const auto key = std::string(kStemKeyPrefix) + "en:blow";
  EXPECT_THAT(std::vector(database.synonyms_begin(key), database.synonyms_end(key)),
              testing::ElementsAre("blowing", "blows"));
}

}  // namespace
}  // namespace dateline
