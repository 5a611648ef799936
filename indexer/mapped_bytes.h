// How the system reads the bytes of a mapped file, which no answer depends on: what is not in memory it reads
// when it is touched, with as much around as it reads ahead, 128 KB to some megabytes. Any thread may ask.
#pragma once

#include <span>
#include <string_view>

namespace dateline {

/// Small pieces here and there are going to be read, around which nothing is wanted: nothing is read ahead.
void expect_few_in(std::string_view mapped);

/// Long pieces are going to be read: takes expect_few_in() back.
void expect_many_in(std::string_view mapped);

/// Lets the process not count what has been read once: it stays in the page cache.
void give_back(std::string_view mapped);

/// Begins to read bytes that are all wanted soon, in large pieces instead of page by page.
void begin_to_read(std::string_view mapped);

/// The same unless the last of them is in memory, which is found out sooner.
void fetch(std::string_view mapped);

/// The same of bytes in many places, so that the disk need not be done with one to be asked for the next. One
/// in eight is looked at: where all of these are in memory, nothing is read.
void fetch(std::span<const std::string_view> mapped);

}  // namespace dateline
