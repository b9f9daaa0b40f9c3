#pragma once

#include "common/config/options.hpp"
#include "common/http/tls_context.hpp"

namespace pipeline::http {

/// Registers --http-tls-cert and --http-tls-key, both or none; `target` outlives Parse(). The files
/// are not looked at before TlsContext::Load().
void AddTlsOptions(config::Options& options, TlsFiles* target);

}  // namespace pipeline::http
