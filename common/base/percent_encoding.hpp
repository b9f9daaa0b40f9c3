#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pipeline::base {

/// RFC 3986 percent-encoding of every byte outside `A-Z a-z 0-9 - . _ ~`: what makes any text safe
/// in a NATS header value or a URL path segment.
std::string PercentEncode(std::string_view text);

/// The inverse. Nothing for a `%` that two hexadecimal digits do not follow.
std::optional<std::string> PercentDecode(std::string_view text);

}  // namespace pipeline::base
