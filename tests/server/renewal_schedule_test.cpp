#include "server/renewal_schedule.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dateline {
namespace {

using std::chrono::milliseconds;

/// What happens, in milliseconds from the beginning.
struct Event {
  enum Kind { kCommit, kBegin, kDone, kOvertaken, kFailed } kind;
  int at;
};

struct ScheduleCase {
  const char* name;
  std::vector<Event> events;
  int due;  ///< -1: nothing is
  bool is_alone = false;
};
class Schedule : public testing::TestWithParam<ScheduleCase> {};

TEST_P(Schedule, SaysWhatIsDue) {
  RenewalSchedule schedule(milliseconds(1000), milliseconds(30'000));
  const RenewalSchedule::Time start{};
  for (const auto& [kind, at] : GetParam().events) {
    const auto now = start + milliseconds(at);
    if (kind == Event::kCommit) schedule.committed(now);
    if (kind == Event::kBegin) schedule.begin(now);
    if (kind == Event::kDone) schedule.end(now, Renewal::kDone);
    if (kind == Event::kOvertaken) schedule.end(now, Renewal::kOvertaken);
    if (kind == Event::kFailed) schedule.end(now, Renewal::kFailed);
  }
  const auto due = schedule.due();
  EXPECT_EQ(due ? std::chrono::duration_cast<milliseconds>(*due - start).count() : -1, GetParam().due);
  EXPECT_EQ(schedule.is_alone(), GetParam().is_alone);
}

std::vector<Event> every_second(int from, int until) {
  std::vector<Event> events;
  for (int at = from; at <= until; at += 900) events.push_back({Event::kCommit, at});
  return events;
}

constexpr auto kCommit = Event::kCommit, kBegin = Event::kBegin, kDone = Event::kDone,
               kOvertaken = Event::kOvertaken, kFailed = Event::kFailed;

INSTANTIATE_TEST_SUITE_P(
    Events, Schedule,
    testing::Values(
        ScheduleCase{"Nothing", {}, -1}, ScheduleCase{"QuietMoment", {{kCommit, 0}}, 1000},
        ScheduleCase{"NotQuietYet", {{kCommit, 0}, {kCommit, 700}}, 1700},
        // Posts every second put it off for ever.
        ScheduleCase{"NeverQuiet", every_second(0, 90'000), 60'000},
        ScheduleCase{"AllRenewed", {{kCommit, 0}, {kBegin, 1000}, {kDone, 1100}}, -1},
        ScheduleCase{
            "CommitMeanwhile", {{kCommit, 0}, {kBegin, 1000}, {kCommit, 1050}, {kDone, 1100}}, 31'100},
        ScheduleCase{"ShortestRest", {{kCommit, 0}, {kBegin, 1000}, {kDone, 1100}, {kCommit, 2000}}, 31'100},
        ScheduleCase{
            "RestByHowLongItTook", {{kCommit, 0}, {kBegin, 0}, {kDone, 10'000}, {kCommit, 11'000}}, 210'000},
        ScheduleCase{"Overtaken", {{kCommit, 0}, {kBegin, 1000}, {kOvertaken, 1200}}, 31'200},
        ScheduleCase{"OvertakenTwice",
                     {{kCommit, 0}, {kBegin, 0}, {kOvertaken, 0}, {kBegin, 30'000}, {kOvertaken, 30'000}},
                     60'000,
                     true},
        ScheduleCase{"DoneAlone",
                     {{kCommit, 0},
                      {kBegin, 0},
                      {kOvertaken, 0},
                      {kBegin, 30'000},
                      {kOvertaken, 30'000},
                      {kBegin, 60'000},
                      {kDone, 61'000}},
                     -1},
        ScheduleCase{"Failed", {{kCommit, 0}, {kBegin, 1000}, {kFailed, 1000}}, 31'000}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ScheduleOfFailures, TriesLessAndLessOften) {
  RenewalSchedule schedule(milliseconds(1000), milliseconds(30'000));
  std::vector<std::int64_t> pauses;
  for (int n = 0; n < 8; ++n) {
    schedule.begin({});
    schedule.end({}, Renewal::kFailed);
    pauses.push_back(schedule.pause().count());
  }
  EXPECT_EQ(pauses, (std::vector<std::int64_t>{10, 20, 40, 80, 160, 320, 600, 600}));
}

}  // namespace
}  // namespace dateline
