// Given names and the short forms people go by: William is Bill, Aleksandr is Sasha.
#pragma once

#include <string_view>

namespace dateline {

/// Whether two given names, in plain small letters, can be one person's: equal, a name and a short form of
/// it, or short forms of one name. Not for initials, and not for names that are only related (Michael,
/// Mikhail).
bool same_given_name(std::string_view a, std::string_view b);

/// Whether `plain` is a short form only: Ted, which can be Edward's or Theodore's.
bool is_short_form(std::string_view plain);

/// Whether `plain` is in the table of given names. That it is not says nothing.
bool is_known_given_name(std::string_view plain);

}  // namespace dateline
