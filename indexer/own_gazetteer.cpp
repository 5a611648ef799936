#include "indexer/own_gazetteer.h"

#include <filesystem>

#include "indexer/schema.h"

namespace dateline {

std::expected<ImportedGazetteer, Error> import_gazetteer(const std::vector<std::string>& dumps,
                                                         const RefusedLine& refused) {
  const auto built_in = Gazetteer::open(built_in_gazetteer());
  if (!built_in) return std::unexpected(built_in.error());
  GazetteerBuilder builder;
  builder.start_from(*built_in);
  const auto counts = import_geonames(dumps, builder, refused);
  if (!counts) return std::unexpected(counts.error());
  return ImportedGazetteer{.bytes = builder.build(), .counts = *counts};
}

std::expected<void, Error> keep_gazetteer(const std::string& directory, const std::string& bytes) {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  return save_gazetteer(std::filesystem::path(directory) / kGazetteerFile, bytes);
}

std::expected<HeldGazetteer, Error> gazetteer_of(const std::string& directory) {
  const auto own = std::filesystem::path(directory) / kGazetteerFile;
  const bool has_own = !directory.empty() && std::filesystem::exists(own);
  return has_own ? map_gazetteer(own) : hold_built_in_gazetteer();
}

}  // namespace dateline
