#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::base {

/// Where a server listens.
struct ListenAddress {
  std::string host;        ///< Without the brackets of an IPv6 address.
  std::uint16_t port = 0;  ///< 0: the system chooses.
};

/// "127.0.0.1:8090", "localhost:0", "[::1]:8090". kInvalidConfiguration for anything else.
Result<ListenAddress> ParseListenAddress(std::string_view text);

}  // namespace pipeline::base
