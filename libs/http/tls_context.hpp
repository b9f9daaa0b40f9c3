#pragma once

#include <memory>
#include <string>

#include "common/base/error.hpp"
#include "common/base/options.hpp"

struct ssl_ctx_st;

namespace pipeline::http {

class Transport;

/// What HTTP_TLS_CERT and HTTP_TLS_KEY name: PEM files, both or none.
struct TlsFiles {
  std::string certificate = {};  ///< With those between it and the authority, if any.
  std::string key = {};          ///< Not encrypted.
};

/// What a server proves itself with, and how it speaks TLS: 1.2 and 1.3, with forward secrecy,
/// without renegotiation. The files are read once. Thread-safe.
class TlsContext {
 public:
  /// Nothing where there are no files. kInvalidConfiguration, naming variable and file, where one
  /// is missing, cannot be read or is of another pair.
  static base::Result<std::shared_ptr<const TlsContext>> Load(const TlsFiles& files);

  explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  /// For a client that has just connected; takes the socket. Nothing where memory ran out.
  std::unique_ptr<Transport> Accept(int socket) const;

 private:
  ssl_ctx_st* const context_;
};

/// Registers --http-tls-cert and --http-tls-key, both or none; `target` outlives Parse(). The files
/// are not looked at before TlsContext::Load().
void AddTlsOptions(base::Options& options, TlsFiles* target);

}  // namespace pipeline::http
