#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <tl/expected.hpp>

#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"
#include "libs/uploads/upload_acceptor.hpp"
#include "libs/uploads/upload_index.hpp"

namespace pipeline::safe_inputs {

/// Finds an upload's state: uploads::UploadIndex::Find.
using FindUpload = std::function<tl::expected<uploads::UploadState, uploads::Missing>(
    const std::string& upload_id)>;

/// An answer that no cache keeps.
http::Response JsonResponse(int status, const nlohmann::ordered_json& body);

/// POST /uploads: 202 with a receipt and the upload's Location, or the acceptor's problem.
http::Response PostUpload(const uploads::UploadAcceptor& acceptor, const http::Request& request);

/// GET /uploads/{id}: the stages that an upload has reached and its result in each store. 404 for
/// an unknown one, 410 for one that is no longer indexed, 503 while the index is being built.
http::Response GetUpload(const FindUpload& find, const std::string& upload_id);

/// The JSON of an upload, and the problem of one that cannot be shown.
nlohmann::ordered_json ToJson(const uploads::UploadState& state);
http::Problem ToProblem(uploads::Missing missing);

}  // namespace pipeline::safe_inputs
