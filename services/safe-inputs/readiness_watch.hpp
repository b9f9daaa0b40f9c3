#pragma once

#include "common/service/runtime.hpp"
#include "libs/uploads/upload_index.hpp"

namespace pipeline::safe_inputs {

/// What the index waits for, in readiness.
inline constexpr const char* kIndexWait = "upload index";

/// Keeps readiness true until a stop is requested: the index has been read, and the raw stream
/// answers. The second is asked for every 2 s, because a server that stalls is only noticed by the
/// connection after 15 s, and uploads wait meanwhile.
void WatchReadiness(const uploads::UploadIndex& index, service::Runtime& runtime);

}  // namespace pipeline::safe_inputs
