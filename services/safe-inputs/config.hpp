#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "common/base/error.hpp"
#include "common/config/options.hpp"
#include "common/delivery/runtime.hpp"
#include "common/http/tls_context.hpp"

namespace pipeline::safe_inputs {

inline constexpr const char* kServiceName = "safe-inputs";

struct Config {
  delivery::CommonOptions common;
  std::string listen_address = "127.0.0.1:8090";
  http::TlsFiles tls;                  ///< None: plain HTTP.
  std::string sender;                  ///< Empty: uploads have no sender.
  std::int64_t max_upload_bytes = -1;  ///< -1: as many as the server's max_payload allows.
  std::int64_t index_uploads = 10'000;
};

/// Registers every option of this service; `target` outlives Parse().
void AddOptions(config::Options& options, Config* target);

/// The most bytes that a body may have: half of what a NATS message may, less 64 KiB, because
/// upper-casing and envelopes let a message grow; or `configured`, where that is less (-1: not
/// configured). kInvalidConfiguration where nothing is left.
base::Result<std::size_t> UploadLimit(std::int64_t max_payload, std::int64_t configured);

}  // namespace pipeline::safe_inputs
