#include "server/cursor.h"

#include <fmt/core.h>

#include <charconv>

#include "corpus/article.h"

namespace dateline {

std::string to_text(const Cursor& cursor) {
  return fmt::format("{:x}-{}", cursor.offset, stable_id(cursor.revision));
}

std::expected<Cursor, Error> parse_cursor(std::string_view text) {
  if (text == "*") return Cursor{};
  Cursor cursor;
  const auto dash = text.find('-');
  const auto* last = text.data() + std::min(dash, text.size());
  const auto [end, error] = std::from_chars(text.data(), last, cursor.offset, 16);
  if (error != std::errc() || end != last || dash == std::string_view::npos || text.size() - dash != 17) {
    return std::unexpected(invalid(
        "{} is not a cursor: write * for the first page, then what 'next_cursor' says", quoted(text)));
  }
  cursor.revision = text.substr(dash + 1);
  return cursor;
}

}  // namespace dateline
