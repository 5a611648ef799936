// A TCP client for tests that sends exactly the bytes it is told to, and reads what comes.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace dateline {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }

  /// False once the server has closed.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void finish_sending() const { ::shutdown(socket_, SHUT_WR); }

  /// Everything until the server closes.
  std::string read_all() {
    while (receive()) {
    }
    return std::exchange(buffer_, "");
  }

  /// Waits for some of what the server sends.
  bool read_some() { return receive(); }

  /// One response, by its Content-Length; a part of one if the server closes.
  std::string read_response(bool has_body = true) {
    std::size_t end = std::string::npos;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos && receive()) {
    }
    if (end == std::string::npos) return std::exchange(buffer_, "");
    std::size_t size = end + 4;
    const auto field = buffer_.find("Content-Length: ");
    if (has_body && field < end) size += std::stoul(buffer_.substr(field + 16));
    while (buffer_.size() < size && receive()) {
    }
    auto response = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return response;
  }

 private:
  bool receive() {
    char bytes[4096];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got > 0) buffer_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }

  int socket_;
  bool connected_ = false;
  std::string buffer_;
};

}  // namespace dateline
