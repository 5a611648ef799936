// Finding names in any bytes: mentions stay inside the text, in order, and never overlap.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/entities/finder.h"

namespace {

bool in_order(std::string_view text, const std::vector<dateline::Mention>& mentions) {
  std::uint32_t at = 0;
  for (const auto& m : mentions) {
    if (m.begin < at || m.end <= m.begin || m.end > text.size()) return false;
    at = m.end;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kFinder = dateline::Finder::load(dateline::built_in_model());
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto cut = std::min(input.find('\n'), input.size());  // the first line is the title
  const auto title = input.substr(0, cut), text = input.substr(cut);
  const auto found = kFinder->find(title, text);
  if (!in_order(title, found.title) || !in_order(text, found.text)) std::abort();
  return 0;
}
