// Any bytes as a file of one format: an end is reached, and every article keeps the promises of article.h.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/article.h"
#include "corpus/base/text.h"
#include "corpus/input.h"
#include "corpus/readers/format.h"

namespace {

using namespace dateline;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Article& article) {
  require(!article.id.empty());
  require(!article.title.empty() || !article.text.empty());
  require(article.title.find('\n') == std::string::npos);
  for (const auto* text : {&article.id, &article.title, &article.text, &article.source}) {
    require(is_utf8(*text));
    require(std::ranges::none_of(
        *text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; }));
  }
  const auto again = article_from_json(to_json(article));
  require(again.has_value());
  require(to_json(*again) == to_json(article));  // a time to the minute is written with its seconds
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto input = Input::open_bytes(bytes, "fuzz");
  if (!input) return 0;
  const auto all = formats();
  const auto format = std::ranges::find(all, std::string_view(DATELINE_FORMAT), &Format::name);
  require(format != all.end());
  for (auto more = (*input)->next_member(); more && *more; more = (*input)->next_member()) {
    const ReadOptions options;
    format->matches((*input)->peek(kDetectionBytes), (*input)->path());
    const auto reader = format->open(**input, options);
    // A record takes a byte at least (of a compressed seed, of what it expands to): more would never end.
    for (std::size_t records = 0; auto article = reader->next(); ++records) {
      require(records <= size + kMaxRecordBytes);
      if (!*article) continue;
      if (const auto whole = normalized(std::move(**article), "fuzz")) check(*whole);
    }
  }
  return 0;
}
