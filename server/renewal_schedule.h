// When the files beside an index that is posted to are renewed. Renewing reads all of the index: it is for
// quiet times, must not take much of the machine or wear its disk, and yet comes where no time is quiet.
#pragma once

#include <chrono>
#include <optional>

namespace dateline {

/// How a renewal ended.
enum class Renewal {
  kDone,
  kOvertaken,  ///< commits came in between, or another program held the index
  kFailed,     ///< the files cannot be written
};

/// Told what happens and when; knows what is due. No clock of its own, one thread.
class RenewalSchedule {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;

  /// So many times as long as a renewal took there is none, and not during the shortest rest.
  static constexpr int kRest = 20;
  /// Without a quiet moment, a renewal is due so long after the first commit that it is for.
  static constexpr std::chrono::seconds kLongestWait{60};
  /// After so many that were overtaken one after the other, commits wait for the next.
  static constexpr int kMostOvertaken = 2;
  /// One that failed is tried again after this, then after twice that, up to kLongestPause.
  static constexpr std::chrono::seconds kFirstPause{10}, kLongestPause{600};

  /// A moment is quiet once nothing was committed for `quiet`.
  RenewalSchedule(std::chrono::milliseconds quiet, std::chrono::milliseconds shortest_rest)
      : quiet_(quiet), shortest_rest_(shortest_rest) {}

  /// There was a commit.
  void committed(Time now);
  /// When to begin the next one; none where all is renewed.
  std::optional<Time> due() const;
  /// Whether commits have to wait until it has ended.
  bool is_alone() const { return overtaken_ >= kMostOvertaken; }
  /// What was committed until now is being read.
  void begin(Time now);
  void end(Time now, Renewal how);
  /// How long after a failure it is tried again.
  std::chrono::seconds pause() const { return pause_; }

 private:
  std::chrono::milliseconds quiet_, shortest_rest_;
  std::optional<Time> first_, last_;  ///< commits since the last renewal began that was or may yet be done
  Time begun_{}, not_before_{};
  int overtaken_ = 0;
  std::chrono::seconds pause_{0};
};

}  // namespace dateline
