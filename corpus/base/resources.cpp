#include "corpus/base/resources.h"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>

namespace dateline {

void start_threads(std::vector<std::jthread>& threads, std::size_t count, const std::function<void()>& work) {
  threads.reserve(count);
  while (threads.size() < count) {
    try {
      threads.emplace_back(work);
    } catch (const std::exception&) {
      if (threads.empty()) throw;
      return;
    }
  }
}

void run_tasks(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& task) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      for (auto n = next++; n < count; n = next++) task(n);
    } catch (...) {
      next = count;
      const std::scoped_lock lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    try {
      start_threads(others, std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1)) - 1, work);
    } catch (const std::exception&) {  // this one has to do it all
    }
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

void give_back_memory() {
  constexpr std::size_t kMuch = std::size_t{128} << 20;
  if (::mallinfo2().fordblks > kMuch) ::malloc_trim(0);
}

Error lost_resource(const std::exception& failure) {
  if (dynamic_cast<const std::bad_alloc*>(&failure) != nullptr)
    return make_error(ErrorCode::kIo, "there is not enough memory");
  const auto* const system = dynamic_cast<const std::system_error*>(&failure);
  if (system != nullptr && system->code() == std::errc::resource_unavailable_try_again)
    return make_error(ErrorCode::kIo, "no thread can be started: {}", system->code().message());
  return make_error(ErrorCode::kIo, "{}", failure.what());
}

}  // namespace dateline
