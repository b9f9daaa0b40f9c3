#pragma once

#include <cstdint>
#include <string>

#include "common/base/options.hpp"
#include "common/service/common_options.hpp"
#include "libs/graphql/engine.hpp"
#include "libs/http/tls_context.hpp"

namespace pipeline::api {

inline constexpr const char* kServiceName = "api";

struct Config {
  service::CommonOptions common;
  std::string listen_address = "127.0.0.1:4000";
  http::TlsFiles tls;                  ///< None: plain HTTP.
  std::string tokens_file;             ///< Empty: everybody may ask.
  std::string cors_origins;            ///< Separated by commas; empty: none.
  std::string graphiql_file;           ///< Empty: beside the executable.
  std::int64_t max_upload_bytes = -1;  ///< -1: as many as the server's max_payload allows.
  std::int64_t max_subscribers = 1000;
  std::int64_t index_uploads = 10'000;
  std::int64_t max_keys = 200'000;  ///< Of the bucket, to list.
  graphql::EngineLimits limits;
};

/// Registers every option of this service; `target` outlives Parse().
void AddOptions(base::Options& options, Config* target);

}  // namespace pipeline::api
