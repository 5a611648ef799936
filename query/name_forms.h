// One name, written in several ways.
#pragma once

#include <string_view>

#include "query/columns.h"
#include "query/lookup.h"
#include "query/parse.h"

namespace dateline {

/// Whether two value_keys are one person's name: the same words in the same order, but for initials that one
/// of them leaves out ("seth jones", "seth g jones"), and initials joined ("j k rowling", "jk rowling").
/// Names of one word are the same only if they are equal.
bool same_name(std::string_view a, std::string_view b);

}  // namespace dateline
