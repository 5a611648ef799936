// What the system may not have to give: memory, and threads, of which a limit of processes may leave few.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <thread>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// Starts threads that run `work` until `threads` has `count`; fewer where the system starts no more. What
/// `work` throws ends the process. Throws std::system_error or std::bad_alloc where not even one can be had.
void start_threads(std::vector<std::jthread>& threads, std::size_t count, const std::function<void()>& work);

/// Calls task(0) to task(count - 1), each once, on `threads` threads, this one among them; on fewer where the
/// system starts no more. What a task throws first passes through, once those that began have ended.
void run_tasks(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& task);

/// Gives freed memory back to the system where it is much: of little, that costs more than it is worth.
void give_back_memory();

/// What to say of an exception that no input of ours causes: no memory, no thread. Errors: kIo
Error lost_resource(const std::exception& failure);

}  // namespace dateline
