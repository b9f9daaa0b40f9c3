#include "tests/support/tls_client.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace pipeline::testing {

void TlsClient::Free::operator()(ssl_st* ssl) const { SSL_free(ssl); }

TlsClient::TlsClient(UniqueFd socket, const std::string& ca, int newest)
    : socket_(std::move(socket)) {
  std::signal(SIGPIPE, SIG_IGN);
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  if (SSL_CTX_load_verify_file(context.get(), ca.c_str()) != 1) {
    throw std::runtime_error("no certificates in " + ca);
  }
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), newest);
  SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
  ssl_.reset(SSL_new(context.get()));
  SSL_set_fd(ssl_.get(), socket_.get());
  ERR_clear_error();
  if (SSL_connect(ssl_.get()) != 1) {
    const char* reason = ERR_reason_error_string(ERR_peek_error());
    failure_ = reason == nullptr ? "the connection ended" : reason;
  }
}

bool TlsClient::Send(std::string_view bytes) {
  return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) ==
         static_cast<int>(bytes.size());
}

void TlsClient::StopSending() { SSL_shutdown(ssl_.get()); }

std::optional<std::string> TlsClient::ReadLine(std::chrono::seconds timeout) {
  const timeval limit{timeout.count(), 0};
  setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  std::size_t end = 0;
  while ((end = received_.find("\r\n")) == std::string::npos) {
    std::array<char, 4096> bytes{};
    const int got = SSL_read(ssl_.get(), bytes.data(), bytes.size());
    if (got <= 0) {
      return std::nullopt;
    }
    received_.append(bytes.data(), static_cast<std::size_t>(got));
  }
  std::string line = received_.substr(0, end + 2);
  received_.erase(0, end + 2);
  return line;
}

bool TlsClient::TheyEnded() const {
  return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

}  // namespace pipeline::testing
