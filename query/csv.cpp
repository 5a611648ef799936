#include "query/csv.h"

namespace dateline {

std::string csv_cell(std::string_view value) {
  const bool is_formula =
      !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;
  auto cell = (is_formula ? "'" : "") + std::string(value);
  if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace dateline
