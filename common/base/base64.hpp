#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pipeline::base {

/// RFC 4648 section 4, with padding.
std::string Base64Encode(std::string_view bytes);

/// The reverse. Nothing for anything else.
std::optional<std::string> Base64Decode(std::string_view text);

}  // namespace pipeline::base
