// What dateline-index does beside loading: looking after an index.
#pragma once

#include <string>

#include "corpus/base/error.h"

namespace dateline {

/// Each prints what it finds and gives the program's exit status. Errors: those of inspect.h and generation.h
std::expected<int, Error> check(const std::string& directory);
std::expected<int, Error> stats(const std::string& directory);
std::expected<int, Error> roll_back(const std::string& directory);
std::expected<int, Error> check_authority(const std::string& directory);

}  // namespace dateline
