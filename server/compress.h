// gzip and brotli for responses.
#pragma once

#include <string>
#include <string_view>

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

}  // namespace dateline
