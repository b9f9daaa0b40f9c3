#pragma once

#include "libs/http/transport.hpp"

namespace pipeline::http {

/// Bytes as they are.
class SocketTransport final : public Transport {
 public:
  explicit SocketTransport(int socket) : socket_(socket) {}
  ~SocketTransport() override;

  int descriptor() const override { return socket_; }
  Transfer Read(char* target, std::size_t size) override;
  Transfer Write(const char* source, std::size_t size) override;
  void EndWriting() override;
  bool Established() const override { return true; }
  bool Buffered() const override { return false; }

 private:
  const int socket_;
};

}  // namespace pipeline::http
