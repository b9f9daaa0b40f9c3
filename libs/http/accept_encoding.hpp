#pragma once

#include "libs/http/message.hpp"

namespace pipeline::http {

/// Whether the client says that it takes gzip (RFC 9110 section 12.5.3).
bool TakesGzip(const Request& request);

}  // namespace pipeline::http
