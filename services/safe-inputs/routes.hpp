#pragma once

#include <atomic>
#include <cstddef>

#include "common/service/health.hpp"
#include "libs/http/router.hpp"
#include "services/safe-inputs/access_control.hpp"
#include "services/safe-inputs/page_folder.hpp"
#include "services/safe-inputs/upload_routes.hpp"

namespace pipeline::safe_inputs {

/// Uploads received and stored at a time. Each holds a thread, for up to 20 s if NATS does not
/// answer.
inline constexpr std::size_t kUploadsAtOnce = 32;
/// Lookups of uploads at a time: some ask NATS.
inline constexpr std::size_t kLookUpsAtOnce = 8;
/// Stored files read at a time. Each holds its value in memory.
inline constexpr std::size_t kFilesAtOnce = 4;
/// The limits above, and some for routes that never block: /limits, /livez, /readyz.
inline constexpr std::size_t kThreads = kUploadsAtOnce + kLookUpsAtOnce + kFilesAtOnce + 4;

/// The handlers that need NATS.
struct Answers {
  http::Route::Handler post_upload;
  FindUpload find_upload;
  http::Route::Handler upload_events;
  http::Route::Handler find_file;
  http::Route::Handler read_file;
  std::size_t max_upload_bytes = 0;
};

/// Objects behind the routes; they outlive the router.
struct Site {
  AccessControl& access;
  const PageFolder& page;
  service::NotReady not_ready;
  const std::atomic<const Answers*>& answers;  ///< Null until NATS has been reached.
};

/// POST /uploads, GET /uploads/events, /uploads/{id}, /files, /files/{key}, /limits, /livez,
/// /readyz; the page at / and /assets/{name}. Routes that need NATS answer 503 until it has been
/// reached.
http::Router MakeRouter(const Site& site);

}  // namespace pipeline::safe_inputs
