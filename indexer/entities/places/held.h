// A gazetteer together with the memory it lies in, and its file.
#pragma once

#include <memory>
#include <string>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// A gazetteer that can be handed on; copies share the memory.
struct HeldGazetteer {
  Gazetteer gazetteer;
  std::shared_ptr<const void> memory;  ///< null: of the program itself
};

/// The one that is built in. Errors: kFormat, kUnsupported, kCorrupt as Gazetteer::open
std::expected<HeldGazetteer, Error> hold_built_in_gazetteer();

/// One in memory, such as GazetteerBuilder::build gives. Errors: as above
std::expected<HeldGazetteer, Error> hold_gazetteer(std::string bytes);

/// Maps a file. It may be replaced by save_gazetteer while it is in use.
/// Errors: kNotFound  no such file; kIo; as above
std::expected<HeldGazetteer, Error> map_gazetteer(const std::string& path);

/// Puts a gazetteer's bytes in the place of `path`: at any moment the old or the new one stands there, whole.
/// Errors: kIo
std::expected<void, Error> save_gazetteer(const std::string& path, std::string_view bytes);

}  // namespace dateline
