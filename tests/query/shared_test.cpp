#include "query/shared.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <future>
#include <stdexcept>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

class SharedRevisions : public testing::Test {
 protected:
  SharedRevisions() {
    auto writer = Writer::open(folder_.path());
    writer->put({.id = "1", .title = "Storm"}, "").value();
    writer->commit().value();
  }

  std::shared_ptr<const Shared> make() const {
    const auto generation = *current_generation(folder_.path());
    const Xapian::Database database(generation);
    return std::make_shared<const Shared>(database, SideFiles::open(database, generation), Authority{},
                                          nullptr);
  }

  TemporaryFolder folder_;
};

TEST_F(SharedRevisions, AreMadeOnce) {
  const auto first = shared("once", true, [&] { return make(); });
  EXPECT_EQ(shared("once", true, [&] { return make(); }), first);
  EXPECT_NE(shared("another", true, [&] { return make(); }), first);
}

TEST_F(SharedRevisions, AreWaitedForOnlyByWhoMust) {
  std::promise<void> begun, go_on;
  auto maker = std::async(std::launch::async, [&] {
    return shared("slow", true, [&] {
      begun.set_value();
      go_on.get_future().wait();
      return make();
    });
  });
  begun.get_future().wait();
  EXPECT_EQ(shared("slow", false, [&] { return make(); }), nullptr) << "a search goes on with what it has";
  auto waiting = std::async(std::launch::async, [&] { return shared("slow", true, [&] { return make(); }); });
  go_on.set_value();
  EXPECT_EQ(waiting.get(), maker.get());
}

TEST_F(SharedRevisions, AreMadeByTheNextWhereThatFailed) {
  const auto fail = []() -> std::shared_ptr<const Shared> { throw std::runtime_error("the index changed"); };
  EXPECT_THROW(shared("failed", true, fail), std::runtime_error);
  EXPECT_NE(shared("failed", false, [&] { return make(); }), nullptr);
}

}  // namespace
}  // namespace dateline
