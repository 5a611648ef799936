#include "corpus/base/resources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <new>
#include <set>
#include <stdexcept>
#include <system_error>

namespace dateline {
namespace {

struct TasksCase {
  const char* name;
  std::size_t count, threads;
};
void PrintTo(const TasksCase& row, std::ostream* out) { *out << row.name; }

class RunTasks : public testing::TestWithParam<TasksCase> {};
TEST_P(RunTasks, CallsEachOnce) {
  std::mutex mutex;
  std::multiset<std::size_t> called;
  run_tasks(GetParam().count, GetParam().threads, [&](std::size_t n) {
    const std::scoped_lock lock(mutex);
    called.insert(n);
  });
  std::multiset<std::size_t> each;
  for (std::size_t n = 0; n < GetParam().count; ++n) each.insert(n);
  EXPECT_EQ(called, each);
}
INSTANTIATE_TEST_SUITE_P(Shapes, RunTasks,
                         testing::Values(TasksCase{"None", 0, 4}, TasksCase{"OneThread", 5, 1},
                                         TasksCase{"NoThreads", 5, 0}, TasksCase{"MoreThreads", 2, 8},
                                         TasksCase{"ManyTasks", 1000, 4}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(RunTasks, PassesOnWhatOneThrows) {
  std::atomic<int> begun = 0, ended = 0;
  const auto task = [&](std::size_t n) {
    ++begun;
    if (n == 3) --begun, throw std::runtime_error("three");
    ++ended;
  };
  EXPECT_THROW(run_tasks(100'000, 4, task), std::runtime_error);
  EXPECT_EQ(begun, ended) << "a task went on behind the caller's back";
  EXPECT_LT(ended, 100'000);
}

TEST(StartThreads, StartsAsManyAsAreMissing) {
  std::atomic<int> runs = 0;
  std::vector<std::jthread> threads;
  start_threads(threads, 3, [&] { ++runs; });
  EXPECT_EQ(threads.size(), 3u);
  start_threads(threads, 3, [&] { ++runs; });
  threads.clear();
  EXPECT_EQ(runs, 3);
}

TEST(LostResource, SaysWhatWasMissing) {
  EXPECT_EQ(lost_resource(std::bad_alloc()), (Error{ErrorCode::kIo, "there is not enough memory"}));
  EXPECT_EQ(lost_resource(std::system_error(EAGAIN, std::generic_category())),
            (Error{ErrorCode::kIo, "no thread can be started: Resource temporarily unavailable"}));
  EXPECT_EQ(lost_resource(std::out_of_range("at 7")), (Error{ErrorCode::kIo, "at 7"}));
}

}  // namespace
}  // namespace dateline
