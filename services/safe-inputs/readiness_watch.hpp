#pragma once

#include "common/service/runtime.hpp"
#include "libs/uploads/upload_index.hpp"

namespace pipeline::safe_inputs {

/// The name in readiness under which the index is waited for.
inline constexpr const char* kIndexWait = "upload index";

/// Keeps readiness up to date until a stop is requested: ready means that the index has been read
/// and the raw stream answers. The stream is asked every 2 s, because the connection notices a
/// stalled server only after 15 s, while uploads wait.
void WatchReadiness(const uploads::UploadIndex& index, service::Runtime& runtime);

}  // namespace pipeline::safe_inputs
