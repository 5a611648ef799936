// What went wrong, as a value: every function that an input can make fail returns std::expected<T, Error>.
#pragma once

#include <fmt/core.h>

#include <expected>
#include <string>
#include <utility>

namespace dateline {

/// Whose fault it is, so that a caller can decide without reading the message.
enum class ErrorCode {
  kInvalidArgument,  ///< the caller or the person typing asked for something impossible
  kNotFound,         ///< the named file, index, article or record does not exist
  kFormat,           ///< the input is not what it claims to be
  kLimit,            ///< a stated limit bit
  kIo,               ///< the operating system refused to read or write
  kBusy,             ///< somebody else holds the index; try again later
  kUnsupported,      ///< well formed, but of a kind or version this build does not know
  kCorrupt,          ///< our own index or model file is damaged
  kInterrupted,      ///< asked to stop before the end
};

/// An error: a code for programs, one lower-case sentence for people.
///
/// The sentence has the shape `'<what was given>' is not <what it should be>: <what to write instead>`.
struct Error {
  ErrorCode code;
  std::string message;
  friend bool operator==(const Error&, const Error&) = default;
};

/// The short name of `code` as it stands in JSON answers, such as "invalid_argument".
std::string_view name(ErrorCode code);

/// Quotes what was given for a message: control characters become \xNN, more than 80 bytes are shortened to
/// `…`.
std::string quoted(std::string_view given);
inline std::string quoted(const std::string& given) {
  return quoted(std::string_view(given));
}  // before std::quoted

/// Makes an Error with a message formatted by fmt's rules.
template <typename... Args>
Error make_error(ErrorCode code, fmt::format_string<Args...> form, Args&&... args) {
  return {code, fmt::format(form, std::forward<Args>(args)...)};
}

/// make_error(ErrorCode::kInvalidArgument, ...): the caller's fault.
template <typename... Args>
Error invalid(fmt::format_string<Args...> form, Args&&... args) {
  return {ErrorCode::kInvalidArgument, fmt::format(form, std::forward<Args>(args)...)};
}

/// make_error(ErrorCode::kFormat, ...): the input's fault.
template <typename... Args>
Error malformed(fmt::format_string<Args...> form, Args&&... args) {
  return {ErrorCode::kFormat, fmt::format(form, std::forward<Args>(args)...)};
}

}  // namespace dateline
