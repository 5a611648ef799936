// The files of web/, which are part of the program.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// One file.
struct Asset {
  std::string_view name;  ///< such as "dateline.css"
  std::string_view content_type;
  std::string_view content;
  std::string etag;  ///< quoted, as the header has it
};

/// The file of this name, or null.
const Asset* find_asset(std::string_view name);

/// Where the file of this name is served: its path with its fingerprint, so that it can be kept for ever.
std::string asset_url(std::string_view name);

}  // namespace dateline
