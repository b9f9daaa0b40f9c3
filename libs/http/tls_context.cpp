#include "libs/http/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <cstring>

#include "libs/http/transport.hpp"

namespace pipeline::http {
namespace {

using base::ErrorCode;
using base::Result;

// The oldest error of this thread's queue: the cause of the others.
std::string Reason() {
  const unsigned long error = ERR_peek_error();
  if (ERR_SYSTEM_ERROR(error)) return std::strerror(ERR_GET_REASON(error));
  const char* reason = ERR_reason_error_string(error);
  return reason == nullptr ? "nothing of that kind is in it" : reason;
}

// By default OpenSSL asks for a password at the terminal.
int NoPassword(char*, int, int, void*) { return -1; }

bool Configure(SSL_CTX* context) {
  SSL_CTX_set_default_passwd_cb(context, NoPassword);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
  // Sessions are kept by clients (tickets), not by the server.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  // Idle connections keep no buffers. Reads return after each record, even one without data, so
  // that a client cannot occupy the epoll thread with those.
  SSL_CTX_set_mode(context,
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                       SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
}

Result<void> LoadPair(SSL_CTX* context, const TlsFiles& files) {
  const auto refuse = [](const std::string& expected, const std::string& file) {
    return base::Fail(ErrorCode::kInvalidConfiguration, expected + " in " + file + ": " + Reason());
  };
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
    return refuse("HTTP_TLS_CERT: expected a certificate (PEM)", files.certificate);
  }
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return refuse("HTTP_TLS_KEY: expected the key (PEM, not encrypted) of HTTP_TLS_CERT",
                  files.key);
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::Load(const TlsFiles& files) {
  if (files.certificate.empty() && files.key.empty()) return nullptr;
  SSL_CTX* const context = SSL_CTX_new(TLS_server_method());
  if (context == nullptr || !Configure(context)) {
    SSL_CTX_free(context);
    return base::Fail(ErrorCode::kInternal, "OpenSSL offers no TLS 1.2: " + Reason());
  }
  auto loaded = std::make_shared<const TlsContext>(context);
  auto pair = LoadPair(context, files);
  if (!pair) return tl::make_unexpected(std::move(pair).error());
  return loaded;
}

TlsContext::~TlsContext() { SSL_CTX_free(context_); }

std::unique_ptr<Transport> TlsContext::Accept(int socket) const {
  SslPtr ssl(SSL_new(context_));
  if (ssl) return std::make_unique<TlsTransport>(std::move(ssl), socket);
  close(socket);
  return nullptr;
}

void AddTlsOptions(base::Options& options, TlsFiles* target) {
  options.Text("--http-tls-cert",
               "HTTP_TLS_CERT",
               "Speak HTTPS with this certificate chain (PEM)",
               &target->certificate);
  options.Text(
      "--http-tls-key", "HTTP_TLS_KEY", "Private key of that certificate (PEM)", &target->key);
  options.Check([target] {
    const bool both_or_none = target->certificate.empty() == target->key.empty();
    return both_or_none ? std::string() : "HTTP_TLS_CERT and HTTP_TLS_KEY: expected both or none";
  });
}

}  // namespace pipeline::http
