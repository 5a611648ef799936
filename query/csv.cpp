#include "query/csv.h"

namespace dateline {

std::string csv_cell(std::string_view value) {
  const bool formula = !value.empty() && std::string_view("=+-@\t").find(value[0]) != std::string_view::npos;
  std::string out = "\"";
  if (formula) out += "'";
  for (const char c : value) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace dateline
