#include "server/suggest.h"

#include "corpus/base/json_writer.h"

namespace dateline {

std::string to_browser_json(std::string_view typed, const std::vector<Suggestion>& suggestions) {
  JsonWriter json;
  json.begin_array().value(typed).begin_array();
  for (const auto& one : suggestions) json.value(one.value);
  return json.end_array().end_array().take();
}

}  // namespace dateline
