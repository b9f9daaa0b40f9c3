#pragma once

#include "common/base/options.hpp"
#include "libs/http/tls_context.hpp"

namespace pipeline::http {

/// Registers --http-tls-cert and --http-tls-key, both or none; `target` outlives Parse(). The files
/// are not looked at before TlsContext::Load().
void AddTlsOptions(base::Options& options, TlsFiles* target);

}  // namespace pipeline::http
