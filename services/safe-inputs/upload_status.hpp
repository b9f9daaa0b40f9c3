#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>

#include "common/http/message.hpp"
#include "common/http/problem.hpp"
#include "common/index/upload_index.hpp"

namespace pipeline::safe_inputs {

/// Finds what became of an upload: index::UploadIndex::Find.
using FindUpload =
    std::function<tl::expected<index::UploadState, index::Missing>(const std::string& upload_id)>;

/// GET /uploads/{id}: the stages that an upload has reached and how it ended in each store. 404 for
/// an unknown one, 410 for one that is no longer kept, 503 while the index is being built.
http::Response TellUpload(const FindUpload& find, const std::string& upload_id);

/// What it tells of an upload, and why it cannot.
nlohmann::ordered_json ToJson(const index::UploadState& state);
http::Problem NotTold(index::Missing missing);

}  // namespace pipeline::safe_inputs
