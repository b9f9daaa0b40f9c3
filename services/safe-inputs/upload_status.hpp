#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>

#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"
#include "libs/uploads/upload_index.hpp"

namespace pipeline::safe_inputs {

/// Finds what became of an upload: uploads::UploadIndex::Find.
using FindUpload = std::function<tl::expected<uploads::UploadState, uploads::Missing>(
    const std::string& upload_id)>;

/// GET /uploads/{id}: the stages that an upload has reached and how it ended in each store. 404 for
/// an unknown one, 410 for one that is no longer kept, 503 while the index is being built.
http::Response TellUpload(const FindUpload& find, const std::string& upload_id);

/// What it tells of an upload, and why it cannot.
nlohmann::ordered_json ToJson(const uploads::UploadState& state);
http::Problem NotTold(uploads::Missing missing);

}  // namespace pipeline::safe_inputs
