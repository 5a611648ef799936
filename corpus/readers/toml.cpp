#include "corpus/readers/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string>

namespace dateline {
namespace {

/// Tables whose keys are about the article as those above them are: of Zola, of Hugo.
bool is_of_article(std::string_view table) {
  static constexpr std::array<std::string_view, 3> kNames{"taxonomies", "extra", "params"};
  return std::ranges::find(kNames, table) != kNames.end();
}

Value value_of(const toml::node& node);

void append_members(const toml::table& table, std::vector<Member>& members) {
  for (const auto& [key, node] : table) {
    const auto* inner = node.as_table();
    if (inner != nullptr && is_of_article(key.str())) {
      append_members(*inner, members);
    } else {
      members.emplace_back(std::string(key.str()), value_of(node));
    }
  }
}

Value value_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return {.kind = Value::Kind::kText, .text = text->get()};
  if (const auto* array = node.as_array()) {
    Value list{.kind = Value::Kind::kList};
    for (const auto& item : *array) list.items.push_back(value_of(item));
    return list;
  }
  if (const auto* table = node.as_table()) {
    Value object{.kind = Value::Kind::kObject};
    append_members(*table, object.members);
    return object;
  }
  std::ostringstream written;
  node.visit([&](const auto& one) { written << one; });
  const auto kind = node.is_number()    ? Value::Kind::kNumber
                    : node.is_boolean() ? Value::Kind::kBoolean
                                        : Value::Kind::kText;
  return {.kind = kind, .text = written.str()};
}

}  // namespace

std::expected<Value, Error> parse_toml(std::string_view toml) {
  try {
    return value_of(toml::parse(toml));
  } catch (const toml::parse_error& failure) {
    return std::unexpected(malformed("the front matter is not TOML: line {}: {}", failure.source().begin.line,
                                     failure.description()));
  }
}

}  // namespace dateline
