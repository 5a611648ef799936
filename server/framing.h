// How messages are framed, without sockets: the header of a response as text, and which requests are refused
// because a proxy in front might read their end elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "server/http.h"

namespace dateline {

/// Why a request is not read: what to answer, or nothing (status 0) where the client is gone.
struct BadRequest {
  int status = 0;
  std::string_view code;
  std::string_view message;
};

/// What the rest of the protocol lets pass and a proxy might read otherwise: status 0 if nothing is wrong.
/// `version` is 10 or 11; header names are in lower case.
BadRequest framing_error(const HttpRequest& head, unsigned version, std::size_t target_bytes);

/// Whether a field of `header` goes on in the next line, which programs in front of the server may read
/// otherwise (RFC 9112, 5.2).
bool is_folded(std::string_view header);

/// Whether the request line is sound but for its version.
bool names_other_version(std::string_view bytes);

/// How a response is framed.
enum class Framing {
  kLength,   ///< Content-Length
  kChunked,  ///< Transfer-Encoding: chunked
  kClose,    ///< the end of the connection is the end of the body
};

/// Status line and header fields, the empty line included. Values that cannot stand in a line are left out.
std::string header_text(const HttpResponse& response, bool keep_alive, unsigned version,
                        Framing framing = Framing::kLength);

/// `bytes` as one chunk; of "" the last one.
std::string chunk(std::string_view bytes);

}  // namespace dateline
