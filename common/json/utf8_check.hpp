#pragma once

#include <cstddef>
#include <string_view>

namespace pipeline::json {

/// How many bytes from the start on are whole, valid UTF-8 (RFC 3629): bytes.size() if all are.
std::size_t ValidUtf8Prefix(std::string_view bytes);

}  // namespace pipeline::json
