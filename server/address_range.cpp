#include "server/address_range.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace dateline {
namespace {

using Bytes = std::array<unsigned char, 16>;

constexpr unsigned kBits = 128, kBitsBeforeIpv4 = 96;

/// Whether `text` is written as IPv4 is.
bool is_ipv4(std::string_view text) { return text.find(':') == std::string_view::npos; }

std::optional<Bytes> bytes_of(std::string_view text) {
  Bytes bytes{};
  const std::string address(text);
  if (!is_ipv4(text))
    return ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1 ? std::optional(bytes) : std::nullopt;
  bytes[10] = bytes[11] = 0xFF;
  return ::inet_pton(AF_INET, address.c_str(), &bytes[12]) == 1 ? std::optional(bytes) : std::nullopt;
}

}  // namespace

bool AddressRange::contains(std::string_view address) const {
  const auto bytes = bytes_of(address);
  if (!bytes) return false;
  const auto whole = bits / 8;
  if (!std::equal(begin.begin(), begin.begin() + whole, bytes->begin())) return false;
  const auto rest = bits % 8;
  return rest == 0 || (begin[whole] ^ (*bytes)[whole]) >> (8 - rest) == 0;
}

std::expected<AddressRange, Error> parse_address_range(std::string_view text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto address = text.substr(0, slash);
  const auto begin = bytes_of(address);
  const unsigned before = is_ipv4(address) ? kBitsBeforeIpv4 : 0;
  unsigned bits = kBits - before;
  bool has_bits = true;
  if (slash < text.size()) {
    const auto* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data() + slash + 1, end, bits);
    has_bits = error == std::errc{} && read == end && bits <= kBits - before;
  }
  if (!begin || !has_bits) {
    return std::unexpected(
        invalid("{} is not an address or a range of addresses: write one such as 10.0.0.1 or 10.0.0.0/8",
                quoted(text)));
  }
  return AddressRange{.begin = *begin, .bits = before + bits};
}

}  // namespace dateline
