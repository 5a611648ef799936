// What a browser runs or draws with, taken out of a page before it is parsed: half the bytes of a page of
// today.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `html` without the content of its <script> (JSON-LD stays) and <style> elements; their tags stay. The tree
/// is that of `html` but for these texts: where HTML5 makes it hard to say where one ends, it stays as it is.
std::string without_scripts(std::string_view html);

}  // namespace dateline
