// Which articles were indexed without looking for names in their texts.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace dateline {

/// Counts articles by languages that are not known. Several threads at once.
class UnreadLanguages {
 public:
  void count(const std::string& language) {
    const std::scoped_lock lock(mutex_);
    ++counts_[language];
  }
  std::map<std::string, std::uint64_t> counts() const {
    const std::scoped_lock lock(mutex_);
    return counts_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace dateline
