#pragma once

#include <cstddef>

#include "common/http/health_server.hpp"
#include "common/http/router.hpp"
#include "services/safe-inputs/upload_handler.hpp"
#include "services/safe-inputs/upload_status.hpp"

namespace pipeline::safe_inputs {

/// What answers behind the routes. `uploads` outlives the router.
struct Answers {
  const UploadHandler& uploads;
  FindUpload find_upload;
  http::NotReady not_ready;
  std::size_t max_upload_bytes = 0;
};

/// POST /uploads, GET /uploads/{id}, /limits, /livez, /readyz and /.
http::Router MakeRouter(const Answers& answers);

}  // namespace pipeline::safe_inputs
