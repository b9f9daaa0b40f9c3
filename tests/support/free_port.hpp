#pragma once

#include <cstdint>
#include <string>

namespace pipeline::testing {

/// A TCP port on 127.0.0.1 that nothing listens on and that no other call gets, in this process or
/// another, until this process ends: a server may start and stop there meanwhile (with
/// SO_REUSEADDR or SO_REUSEPORT, as all do that we know). It lies below the range from which the
/// system takes the ports of outgoing connections: so nobody's connection can occupy it while a
/// server is down, and no client that knocks there can be connected to itself. Programs that do not
/// ask here may still take it. Throws std::runtime_error if none is found.
std::uint16_t FreePort();

/// "127.0.0.1:port".
std::string LoopbackAddress(std::uint16_t port);

}  // namespace pipeline::testing
