#pragma once

#include "libs/http/message.hpp"
#include "libs/uploads/upload_acceptor.hpp"

namespace pipeline::safe_inputs {

/// 202 with the receipt as JSON and the Location of the upload.
http::Response ToResponse(const uploads::Receipt& receipt);

}  // namespace pipeline::safe_inputs
