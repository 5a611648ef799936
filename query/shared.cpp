#include "query/shared.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace dateline {
namespace {

/// Those of this process.
class Registry {
 public:
  std::shared_ptr<const Shared> get(const std::string& revision, bool wait,
                                    const std::function<std::shared_ptr<const Shared>()>& make) {
    {
      std::unique_lock lock(mutex_);
      if (wait) made_.wait(lock, [&] { return !in_making_.contains(revision); });
      if (auto there = known_[revision].lock()) return there;
      if (!in_making_.insert(revision).second) return nullptr;
    }
    const Making making(*this, revision);
    auto made = make();
    const std::scoped_lock lock(mutex_);
    std::erase_if(known_, [](const auto& entry) { return entry.second.expired(); });
    known_[revision] = made;
    return made;
  }

 private:
  /// That a revision is being made, until it is there or making it threw.
  struct Making {
    Making(Registry& in, const std::string& what) : registry(in), revision(what) {}
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;
    ~Making() {
      const std::scoped_lock lock(registry.mutex_);
      registry.in_making_.erase(revision);
      registry.made_.notify_all();
    }
    Registry& registry;
    const std::string& revision;
  };

  std::mutex mutex_;
  std::condition_variable made_;
  std::map<std::string, std::weak_ptr<const Shared>> known_;
  std::set<std::string> in_making_;
};

}  // namespace

Shared::Shared(const Xapian::Database& database, SideFiles files, const Authority& authority,
               const Shared* before)
    : columns(database, std::move(files), before != nullptr ? &before->columns : nullptr),
      records(database, columns, authority),
      lookup(before != nullptr ? &before->lookup : nullptr),
      recency(columns) {}

std::shared_ptr<const Shared> shared(const std::string& revision, bool wait,
                                     const std::function<std::shared_ptr<const Shared>()>& make) {
  static Registry registry;
  return registry.get(revision, wait, make);
}

}  // namespace dateline
