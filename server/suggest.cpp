#include "server/suggest.h"

#include <nlohmann/json.hpp>

namespace dateline {

std::string to_browser_json(std::string_view typed, const std::vector<Suggestion>& suggestions) {
  using Json = nlohmann::ordered_json;
  auto values = Json::array();
  for (const auto& one : suggestions) values.push_back(one.value);
  return Json::array({typed, values}).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline
