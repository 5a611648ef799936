#include "corpus/base/program.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

namespace dateline {
namespace {

TEST(StopOnSignals, SetsAFlag) {
  const auto& stop = stop_on_signals();
  ASSERT_FALSE(stop);
  std::raise(SIGTERM);
  EXPECT_TRUE(stop);
  EXPECT_FALSE(was_interrupted());
  std::raise(SIGINT);
  EXPECT_TRUE(was_interrupted());
}

class EndsOnSignalsTest : public testing::TestWithParam<int> {};
TEST_P(EndsOnSignalsTest, AsLongAsItLives) {
  const auto raised = [](bool is_alive) {
    stop_on_signals();
    {
      const EndsOnSignals at_once;
      if (is_alive) std::raise(GetParam());
    }
    std::raise(GetParam());
    std::exit(EXIT_SUCCESS);
  };
  EXPECT_EXIT(raised(true), testing::KilledBySignal(GetParam()), "");
  EXPECT_EXIT(raised(false), testing::ExitedWithCode(EXIT_SUCCESS), "");
}
INSTANTIATE_TEST_SUITE_P(Signals, EndsOnSignalsTest, testing::Values(SIGINT, SIGTERM),
                         [](const auto& row) { return row.param == SIGINT ? "Interrupt" : "Terminate"; });

}  // namespace
}  // namespace dateline
