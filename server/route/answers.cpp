#include "server/route/answers.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/options.h"
#include "corpus/base/text.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

constexpr std::string_view kHostCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]_";

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kFormat:
    case ErrorCode::kLimit:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kBusy:
    case ErrorCode::kInterrupted:
      return 503;
    default:
      return 500;
  }
}

std::string public_message(const Error& error) {
  const int status = status_of(error.code);
  if (status == 500) return "the index cannot be read: see the server's log";
  if (status == 503) return "the index is being changed: try again in a second";
  return error.message;
}

HttpResponse failed(const Error& error) {
  auto response = error_response(status_of(error.code), name(error.code), public_message(error));
  if (response.status == 503) response.with("Retry-After", "1");
  return response;
}

HttpResponse json_response(std::string body) {
  return {.content_type = "application/json", .body = std::move(body) + "\n"};
}

HttpResponse html_response(std::string body, int status) {
  return {.status = status, .content_type = "text/html; charset=utf-8", .body = std::move(body)};
}

Error unknown_parameter(std::string_view name, const std::vector<std::string>& known) {
  if (known.empty()) return invalid("{} is not a parameter here: this address takes none", quoted(name));
  const auto nearest = std::ranges::min(
      known, {}, [&](const std::string& one) { return edit_distance(one, ascii_lower(name)); });
  return invalid("{} is not a parameter here: did you mean '{}'?", quoted(name), nearest);
}

std::optional<std::string> Parameters::take(std::string_view name) {
  taken_.emplace_back(name);
  std::optional<std::string> value;
  for (const auto& one : rest_) {
    if (one.name == name) value = std::string(trimmed(one.value));
  }
  std::erase_if(rest_, [&](const Parameter& one) { return one.name == name; });
  return value && value->empty() ? std::nullopt : value;
}

std::expected<std::uint32_t, Error> Parameters::take_number(std::string_view name, std::uint32_t otherwise,
                                                            std::uint32_t high) {
  const auto value = take(name);
  if (!value) return otherwise;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error != std::errc() || end != value->data() + value->size() || number > high) {
    return std::unexpected(
        invalid("{} is not a value of '{}': write a whole number from 0 to {}", quoted(*value), name, high));
  }
  return number;
}

std::expected<std::string, Error> Parameters::take_choice(std::string_view name,
                                                          std::vector<std::string> words) {
  const auto value = take(name);
  if (!value) return words.front();
  if (std::ranges::find(words, *value) != words.end()) return *value;
  return std::unexpected(
      invalid("{} is not a value of '{}': write one of {}", quoted(*value), name, joined(words, ", ")));
}

std::expected<SearchRequest, Error> Parameters::search() const {
  return read_search_parameters(rest_, taken_);
}

std::expected<void, Error> Parameters::finish() const {
  if (rest_.empty()) return {};
  return std::unexpected(unknown_parameter(rest_.front().name, taken_));
}

Site site_of(const Context& context) {
  const auto& settings = context.settings;
  const auto inside = context.call.index.empty() ? "" : "/in/" + encode_component(context.call.index);
  if (!settings.public_url.empty()) return {settings.public_url + inside, settings.title};
  const auto host = context.call.request.header("host");
  const bool is_plain = host.find_first_not_of(kHostCharacters) == std::string_view::npos;
  return {"http://" + std::string(is_plain ? host : "localhost") + inside, settings.title};
}

}  // namespace dateline
