// Which encoding bytes are in that do not say so.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The encoding (a name ICU knows) that `bytes` read best in, by their statistics: the European, Cyrillic,
/// Greek, Turkish, Hebrew, Arabic, Thai, Chinese, Japanese and Korean ones in use. Windows-1252 where there
/// is too little to tell by. Looks at 64 KB from the first byte on that is not ASCII.
std::string guess_charset(std::string_view bytes);

}  // namespace dateline
