// gzip for responses.
#pragma once

#include <string>
#include <string_view>

#include "server/http.h"

namespace dateline {

/// Whether an Accept-Encoding field allows gzip (RFC 9110, 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

/// `bytes` as a gzip member.
std::string gzipped(std::string_view bytes);

/// Bodies shorter than this are sent as they are: a packet is a packet.
inline constexpr std::size_t kMinCompressedBytes = 1024;

/// Compresses the body where the client accepts it and it is text that is worth it; names what the choice
/// depends on.
void compress_for(std::string_view accept_encoding, HttpResponse& response);

}  // namespace dateline
