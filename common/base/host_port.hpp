#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::base {

/// A server's address.
struct HostPort {
  std::string host;        ///< Without the brackets of an IPv6 address.
  std::uint16_t port = 0;  ///< Where a server listens, 0 lets the system choose.
};

/// "127.0.0.1:8090", "localhost:0", "[::1]:8090"; with a `default_port` also "localhost" and
/// "[::1]". kInvalidConfiguration for anything else.
Result<HostPort> ParseHostPort(std::string_view text,
                               std::optional<std::uint16_t> default_port = std::nullopt);

}  // namespace pipeline::base
