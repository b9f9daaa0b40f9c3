#pragma once

#include <memory>
#include <string>

#include "common/base/error.hpp"
#include "common/base/options.hpp"

struct ssl_ctx_st;

namespace pipeline::http {

class Transport;

/// The PEM files of HTTP_TLS_CERT and HTTP_TLS_KEY, both or none.
struct TlsFiles {
  std::string certificate = {};  ///< With its intermediate certificates, if any.
  std::string key = {};          ///< Not encrypted.
};

/// A server's certificate and TLS settings: versions 1.2 and 1.3, forward secrecy, no
/// renegotiation. The files are read once. Thread-safe.
class TlsContext {
 public:
  /// Null without files. kInvalidConfiguration, with variable and file, if one is missing,
  /// unreadable or does not match the other.
  static base::Result<std::shared_ptr<const TlsContext>> Load(const TlsFiles& files);

  explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  /// The transport of a new connection; owns `socket`. Null if memory ran out.
  std::unique_ptr<Transport> Accept(int socket) const;

 private:
  ssl_ctx_st* const context_;
};

/// Registers --http-tls-cert and --http-tls-key, both or none; `target` outlives Parse(). Only
/// TlsContext::Load() reads the files.
void AddTlsOptions(base::Options& options, TlsFiles* target);

}  // namespace pipeline::http
