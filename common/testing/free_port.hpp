#pragma once

#include <cstdint>
#include <string>

namespace pipeline::testing {

/// A TCP port on 127.0.0.1 that nothing listens on, never the same twice in a process. It lies
/// below the range from which the system takes the ports of outgoing connections: so nobody's
/// connection can occupy it while a server is down, and no client that knocks there can be
/// connected to itself. Another process may still take it first; who starts a server there has to
/// be ready for that. Throws std::runtime_error if none is found.
std::uint16_t FreePort();

/// "127.0.0.1:port".
std::string LoopbackAddress(std::uint16_t port);

}  // namespace pipeline::testing
