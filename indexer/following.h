// Loading a folder, and again what changes in it.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// One load of what follow() says.
struct Round {
  bool is_all = true;              ///< the whole folder is read
  std::vector<std::string> files;  ///< otherwise, the paths of the files that are, if they are still there
  std::string index_uuid;   ///< of the index, as the last round that came to its end left it; empty at first
  bool is_another = false;  ///< another folder than before; set to false by the load that reads a record
  bool has_sitemaps = false;      ///< set by the load: the files tell of one another
  bool has_left_missing = false;  ///< set by the load: what is gone was not deleted, and is to be tried again
};

using LoadRound = std::function<std::expected<void, Error>(Round& round)>;

/// Loads all of `folder` by `load`, and what changes in it whenever nothing has changed for `quiet`, until
/// `stopped` is true. All is read again only where what changed is not known, where a
/// sitemap in the folder tells of its other files and, if `deletes_missing`, where a file is gone or was
/// written over: what it no longer holds may stand in another one.
/// A round that fails is reported by `report`, and tried again later where another program or the disk is the
/// reason. Errors: as FolderWatch, and kInvalidArgument and kUnsupported of `load`
std::expected<void, Error> follow(const std::string& folder, bool deletes_missing,
                                  std::chrono::milliseconds quiet, const LoadRound& load,
                                  const std::function<void(const std::string&)>& report,
                                  const std::function<bool()>& stopped);

}  // namespace dateline
