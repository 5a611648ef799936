// gzip and brotli for responses.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "server/http.h"

namespace dateline {

enum class Coding { kNone, kGzip, kBrotli };

/// As it stands in Content-Encoding; "" of kNone.
std::string_view coding_name(Coding coding);

/// The coding to use for an Accept-Encoding field (RFC 9110, 12.5.3): brotli before gzip where both are
/// allowed with the same weight.
Coding best_coding(std::string_view accept_encoding);

/// `bytes` in that coding; `level` 0 to 9, the fastest first.
std::string compressed(std::string_view bytes, Coding coding, int level = 4);

/// Bodies shorter than this are sent as they are: a packet is a packet.
inline constexpr std::size_t kMinCompressedBytes = 1024;

/// Compresses the body where the client accepts it and it is text that is worth it; names what the choice
/// depends on.
void compress_for(std::string_view accept_encoding, HttpResponse& response);

/// Compresses the bodies of responses whose ETag stands for one body for ever, such as files of the program:
/// each once, and better. What they take is never given back. Safe to use from any thread.
class CompressedFiles {
 public:
  /// As the function of this name, which a response without an ETag is given to.
  void compress_for(std::string_view accept_encoding, HttpResponse& response);

 private:
  std::mutex mutex_;
  std::map<std::pair<std::string, Coding>, std::string> bodies_;  ///< by ETag
};

}  // namespace dateline
