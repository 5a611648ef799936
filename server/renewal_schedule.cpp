#include "server/renewal_schedule.h"

#include <algorithm>

namespace dateline {

void RenewalSchedule::committed(Time now) {
  if (!first_) first_ = now;
  last_ = now;
}

std::optional<RenewalSchedule::Time> RenewalSchedule::due() const {
  if (!first_) return std::nullopt;
  return std::max(not_before_, std::min(*last_ + quiet_, *first_ + kLongestWait));
}

void RenewalSchedule::begin(Time now) {
  begun_ = now;
  first_.reset();
  last_.reset();
}

void RenewalSchedule::end(Time now, Renewal how) {
  const auto rest = std::max<Clock::duration>(kRest * (now - begun_), shortest_rest_);
  overtaken_ = how == Renewal::kOvertaken ? overtaken_ + 1 : 0;
  pause_ =
      how == Renewal::kFailed ? std::clamp(2 * pause_, kFirstPause, kLongestPause) : std::chrono::seconds(0);
  not_before_ = now + std::max<Clock::duration>(rest, pause_);
  if (how != Renewal::kDone && !first_) committed(begun_);
}

}  // namespace dateline
