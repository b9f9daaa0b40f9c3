#pragma once

#include <cstdint>
#include <string>

#include "common/base/options.hpp"
#include "common/service/common_options.hpp"
#include "libs/http/tls_context.hpp"

namespace pipeline::safe_inputs {

inline constexpr const char* kServiceName = "safe-inputs";

struct Config {
  service::CommonOptions common;
  std::string listen_address = "127.0.0.1:8090";
  http::TlsFiles tls;                     ///< None: plain HTTP.
  std::string page_dir;                   ///< Empty: beside the executable.
  std::string tokens_file;                ///< Empty: everybody may ask and send.
  std::string allowed_hosts;              ///< Separated by commas.
  std::int64_t uploads_per_minute = 600;  ///< Of a client; 0: any number.
  std::string sender;                     ///< Empty: uploads have no sender.
  std::int64_t max_upload_bytes = -1;     ///< -1: as many as the server's max_payload allows.
  std::int64_t index_uploads = 10'000;
  std::int64_t max_watchers = 1000;  ///< Streams of events at a time.
};

/// Registers every option of this service; `target` outlives Parse().
void AddOptions(base::Options& options, Config* target);

}  // namespace pipeline::safe_inputs
