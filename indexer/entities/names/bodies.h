// What the names of ministries, courts and the like are made of.
#pragma once

#include <string>
#include <vector>

namespace dateline {

/// Whether a name, its `words` in small letters, says what kind of body is meant and not which: "the
/// government", "Commission", "Bank Plc", "Co Ltd". Parliaments, armies and cabinets are names.
bool is_kind_of_body(const std::vector<std::string>& words);

/// "finance ministry" for "ministry of finance"; other words as they are. Universities and banks stay, of
/// which some differ in nothing else.
std::vector<std::string> with_head_last(std::vector<std::string> words);

}  // namespace dateline
