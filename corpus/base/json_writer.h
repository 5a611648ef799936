// Writes JSON from front to back, without a tree in memory: for what is written often, such as the hits of a
// search.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace dateline {

/// How many bytes at the beginning of `text` are ASCII that append_json_string() writes as it is.
std::size_t plain_json_prefix(std::string_view text);

/// Appends `text` to `out` as a JSON string, quotes included. Bytes that are not UTF-8 become U+FFFD, each of
/// them.
/// '<' is escaped, so that the result may stand inside a <script> element.
void append_json_string(std::string& out, std::string_view text);

/// Builds one JSON value without white space. Keys and values are written in the order of the calls; commas
/// come by themselves. That keys and values alternate, and that what is begun is ended, is the caller's part.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& value(std::unsigned_integral auto number) { return whole(number); }
  /// The shortest decimal that reads back as `number`, with a point or an exponent; null where it is not
  /// finite.
  JsonWriter& value(double number);
  JsonWriter& null() { return raw("null"); }
  /// `json` is a JSON value already.
  JsonWriter& raw(std::string_view json);

  template <typename Value>
  JsonWriter& member(std::string_view name, const Value& one) {
    return key(name).value(one);
  }

  /// A list of what `write(item)` writes.
  template <typename Items, typename Write>
  JsonWriter& list(std::string_view name, const Items& items, Write write) {
    key(name).begin_array();
    for (const auto& item : items) write(item);
    return end_array();
  }

  const std::string& text() const { return out_; }
  std::string take() { return std::exchange(out_, {}); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& whole(std::uint64_t number);
  void separate();

  std::string out_;
  bool needs_comma_ = false;  ///< a value was ended on this level, and another would follow it
};

}  // namespace dateline
