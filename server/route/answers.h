// How handlers answer: JSON, pages, errors that name no path of the machine; and the parameters of one route.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/feeds.h"
#include "server/routes.h"

namespace dateline {

/// The HTTP status of an error.
int status_of(ErrorCode code);

/// What may be said outside of an error: messages of the system and of the index name files.
std::string public_message(const Error& error);

/// The error as a response; 503 with Retry-After.
HttpResponse failed(const Error& error);

HttpResponse json_response(std::string body);
HttpResponse html_response(std::string body, int status = 200);

/// The error that `name` is no parameter, with the nearest of `known`.
Error unknown_parameter(std::string_view name, const std::vector<std::string>& known);

/// The parameters of a request: a route takes out its own, the rest is a search's.
class Parameters {
 public:
  explicit Parameters(const Context& context) : rest_(context.call.target.parameters) {}

  /// Takes out `name`; the last value, or nothing where it was not given or is empty.
  std::optional<std::string> take(std::string_view name);
  /// Takes out `name` as a number.
  /// Errors: kInvalidArgument  not a whole number from 0 to `high`
  std::expected<std::uint32_t, Error> take_number(std::string_view name, std::uint32_t otherwise,
                                                  std::uint32_t high);
  /// Takes out `name` as one of `words`; the first is the default.
  /// Errors: kInvalidArgument  none of them
  std::expected<std::string, Error> take_choice(std::string_view name, std::vector<std::string> words);

  /// What is left, as a search. Errors: those of read_search_parameters
  std::expected<SearchRequest, Error> search() const;
  /// Errors: kInvalidArgument  something is left
  std::expected<void, Error> finish() const;

 private:
  std::vector<Parameter> rest_;
  std::vector<std::string> taken_;
};

/// How this server is reached: what its owner says, else what the client called it.
Site site_of(const Context& context);

}  // namespace dateline
