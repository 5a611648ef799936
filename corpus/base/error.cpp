#include "corpus/base/error.h"

#include "corpus/base/text.h"

namespace dateline {

std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid_argument";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kFormat:
      return "format";
    case ErrorCode::kLimit:
      return "limit";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kBusy:
      return "busy";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kCorrupt:
      return "corrupt";
    case ErrorCode::kInterrupted:
      return "interrupted";
  }
  return "unknown";
}

std::string quoted(std::string_view given) {
  constexpr std::size_t kLongest = 80;
  const auto shown = utf8_prefix(given, kLongest);
  return "'" + visible(shown) + (shown.size() < given.size() ? "…'" : "'");
}

}  // namespace dateline
