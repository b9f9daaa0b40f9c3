#include "libs/http/tls_options.hpp"

#include <string>

namespace pipeline::http {

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
