#include "corpus/readers/json_value.h"

#include <simdjson.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/base/charset.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

namespace ondemand = simdjson::ondemand;

bool take(ondemand::value from, Value& to, std::size_t depth);

bool take_text(simdjson::simdjson_result<std::string_view>&& from, std::string& to) {
  std::string_view text;
  if (std::move(from).get(text) != simdjson::SUCCESS) return false;
  to = text;
  return true;
}

/// Integers as they are usually written, others as they stand there.
bool take_number(ondemand::value from, std::string& to) {
  const auto written = trimmed(from.raw_json_token());
  ondemand::number number;
  if (from.get_number().get(number) != simdjson::SUCCESS) return false;
  to = number.is_double()  ? std::string(written)
       : number.is_int64() ? std::to_string(number.get_int64())
                           : std::to_string(number.get_uint64());
  return true;
}

bool take_boolean(ondemand::value from, std::string& to) {
  bool is_true = false;
  if (from.get_bool().get(is_true) != simdjson::SUCCESS) return false;
  to = is_true ? "true" : "false";
  return true;
}

bool take_null(ondemand::value from) {
  bool is_null = false;
  return from.is_null().get(is_null) == simdjson::SUCCESS && is_null;
}

bool take_members(ondemand::value from, Value& to, std::size_t depth) {
  ondemand::object object;
  if (depth >= kMaxJsonDepth || from.get_object().get(object) != simdjson::SUCCESS) return false;
  constexpr std::size_t kFields = 16;  // about as many as a record has
  if (depth == 0) to.members.reserve(kFields);
  for (auto field : object) {
    auto& [name, member] = to.members.emplace_back();
    ondemand::value value;
    const bool is_there =
        take_text(field.unescaped_key(), name) && field.value().get(value) == simdjson::SUCCESS;
    if (!is_there || !take(value, member, depth + 1)) return false;
  }
  return true;
}

bool take_items(ondemand::value from, Value& to, std::size_t depth) {
  ondemand::array array;
  if (depth >= kMaxJsonDepth || from.get_array().get(array) != simdjson::SUCCESS) return false;
  for (auto item : array) {
    ondemand::value value;
    if (item.get(value) != simdjson::SUCCESS || !take(value, to.items.emplace_back(), depth + 1))
      return false;
  }
  return true;
}

/// Reads a value inside `depth` others; false if there is something wrong with it.
bool take(ondemand::value from, Value& to, std::size_t depth) {
  using Type = ondemand::json_type;
  Type type;
  if (from.type().get(type) != simdjson::SUCCESS) return false;
  switch (type) {
    case Type::object:
      to.kind = Value::Kind::kObject;
      return take_members(from, to, depth);
    case Type::array:
      to.kind = Value::Kind::kList;
      return take_items(from, to, depth);
    case Type::string:
      to.kind = Value::Kind::kText;
      return take_text(from.get_string(), to.text);
    case Type::number:
      to.kind = Value::Kind::kNumber;
      return take_number(from, to.text);
    case Type::boolean:
      to.kind = Value::Kind::kBoolean;
      return take_boolean(from, to.text);
    case Type::null:
      return take_null(from);
  }
  return false;
}

/// Reads an object or a list with simdjson, five times as fast as nlohmann, which has to say what is wrong
/// where nothing is returned; it also reads what simdjson does not, such as integers beyond 64 bits.
std::optional<Value> read_fast(std::string& utf8) {
  utf8.reserve(utf8.size() + simdjson::SIMDJSON_PADDING);
  constexpr std::size_t kUsual = std::size_t{1}
                                 << 20;  // what a parser has learnt takes several times as much
  thread_local ondemand::parser usual;
  ondemand::parser large;
  auto& parser = utf8.size() <= kUsual ? usual : large;
  ondemand::document document;
  ondemand::value root;
  Value value;
  const bool is_read = parser.iterate(utf8).get(document) == simdjson::SUCCESS &&
                       document.get_value().get(root) == simdjson::SUCCESS && take(root, value, 0) &&
                       document.current_location().error() == simdjson::OUT_OF_BOUNDS;  // at the end
  return is_read ? std::optional(std::move(value)) : std::nullopt;
}

/// Builds a Value from nlohmann's events: says what is wrong and where. Depth is bounded before anything
/// recurses.
class ValueBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return put({}); }
  bool boolean(bool value) override {
    return put({.kind = Value::Kind::kBoolean, .text = value ? "true" : "false"});
  }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& written) override { return number(written); }
  bool string(string_t& value) override {
    return put({.kind = Value::Kind::kText, .text = std::move(value)});
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return begin(Value::Kind::kObject); }
  bool start_array(std::size_t) override { return begin(Value::Kind::kList); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool key(string_t& name) override {
    open_.back().second = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& failure) override {
    // nlohmann's own sentence names its position and token; ours says where and what is wrong, shortly.
    const std::string_view what = failure.what();
    const auto reason = what.find("; last read");
    const auto colon = what.find(": ");
    error_ = malformed("byte {} of the record is not JSON: {}", position,
                       what.substr(colon == std::string_view::npos ? 0 : colon + 2,
                                   reason == std::string_view::npos ? reason : reason - colon - 2));
    return false;
  }

  std::expected<Value, Error> take() {
    if (error_) return std::unexpected(std::move(*error_));
    return std::move(root_);
  }

 private:
  bool number(std::string written) { return put({.kind = Value::Kind::kNumber, .text = std::move(written)}); }

  bool begin(Value::Kind kind) {
    if (open_.size() >= kMaxJsonDepth) {
      error_ = json_too_deep();
      return false;
    }
    open_.emplace_back(Value{.kind = kind}, "");
    return true;
  }

  bool end() {
    auto value = std::move(open_.back().first);
    open_.pop_back();
    return put(std::move(value));
  }

  bool put(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().first.kind == Value::Kind::kList) {
      open_.back().first.items.push_back(std::move(value));
    } else {
      open_.back().first.members.emplace_back(open_.back().second, std::move(value));
    }
    return true;
  }

  std::vector<std::pair<Value, std::string>> open_;  ///< containers begun, each with the key being read
  Value root_;
  std::optional<Error> error_;
};

}  // namespace

Error json_too_deep() {
  return make_error(ErrorCode::kLimit, "the record is nested deeper than {}: flatten it", kMaxJsonDepth);
}

std::optional<Value> parse_usual_json(std::string_view text) {
  auto utf8 = to_utf8(text);
  return read_fast(utf8);
}

std::expected<Value, Error> parse_json(std::string_view text) {
  auto utf8 = to_utf8(text);
  if (auto value = read_fast(utf8)) return *std::move(value);
  ValueBuilder builder;
  nlohmann::json::sax_parse(utf8, &builder);
  return builder.take();
}

}  // namespace dateline
