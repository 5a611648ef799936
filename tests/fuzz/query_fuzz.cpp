// The query parser: any bytes are read, within the budgets, and what was understood reads the same again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/base/text.h"
#include "query/parse.h"

namespace {

std::size_t size_of(const dateline::Node& node) {
  std::size_t size = 1;
  for (const auto& child : node.children) size += size_of(child);
  return size;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  const std::chrono::sys_days today = std::chrono::year(2024) / 5 / 15;
  const Budget budget{.bytes = 1000, .words = 50};
  const auto query = parse_query(typed, today, budget);
  if (size_of(query.root) > 16 * budget.words) std::abort();
  for (const auto& note : query.notes) {
    if (note.message.empty() || note.range.first > note.range.second || note.range.second > typed.size())
      std::abort();
  }
  const auto understood = to_string(query.root);
  if (is_utf8(typed) && !is_utf8(understood)) std::abort();
  parse_query(understood, today);
  return 0;
}
