#pragma once

#include <cstddef>

#include "common/service/health.hpp"
#include "libs/http/router.hpp"
#include "services/safe-inputs/entrance.hpp"
#include "services/safe-inputs/page_folder.hpp"
#include "services/safe-inputs/upload_handler.hpp"
#include "services/safe-inputs/upload_status.hpp"

namespace pipeline::safe_inputs {

/// Uploads that are received and stored at a time: each holds a thread, for 20 s where NATS does
/// not answer.
inline constexpr std::size_t kUploadsAtOnce = 32;
/// Questions for an upload at a time: some ask NATS.
inline constexpr std::size_t kLookUpsAtOnce = 8;
/// Stored files that are read at a time: each holds its value in memory.
inline constexpr std::size_t kFilesAtOnce = 4;
/// With some for what never waits: /limits, /livez, /readyz.
inline constexpr std::size_t kThreads = kUploadsAtOnce + kLookUpsAtOnce + kFilesAtOnce + 4;

/// What there is whether NATS has been reached or not; outlives the router.
struct Site {
  Entrance& entrance;
  const PageFolder& page;
  service::NotReady not_ready;
};

/// What answers behind the routes. `uploads` outlives the router.
struct Answers {
  const UploadHandler& uploads;
  FindUpload find_upload;
  http::Route::Handler upload_events;
  http::Route::Handler find_file;
  http::Route::Handler read_file;
  std::size_t max_upload_bytes = 0;
};

/// POST /uploads, GET /uploads/events, /uploads/{id}, /files, /files/{key}, /limits, /livez,
/// /readyz; the page at / and /assets/{name}.
http::Router MakeRouter(const Site& site, const Answers& answers);

/// The same before NATS has been reached: what needs it is answered 503.
http::Router MakeWaitingRouter(const Site& site);

}  // namespace pipeline::safe_inputs
