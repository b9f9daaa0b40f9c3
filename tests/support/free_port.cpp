#include "tests/support/free_port.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <stdexcept>
#include <utility>

#include "tests/support/unique_fd.hpp"

namespace pipeline::testing {
namespace {

constexpr int kLowestPort = 10000;
constexpr int kTries = 1000;

int HighestPort() {
  std::ifstream range("/proc/sys/net/ipv4/ip_local_port_range");
  int first_outgoing = 0;
  range >> first_outgoing;
  return first_outgoing > kLowestPort + kTries ? first_outgoing - 1 : 32767;
}

// A socket that is bound to the port and does not listen; empty where any other is. Whoever sets
// SO_REUSEADDR or SO_REUSEPORT, as servers do, may listen there all the same; who sets none finds
// it taken.
UniqueFd Reserve(std::uint16_t port) {
  UniqueFd holder(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(holder.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return UniqueFd();
  }
  const int on = 1;
  for (const int option : {SO_REUSEADDR, SO_REUSEPORT}) {
    setsockopt(holder.get(), SOL_SOCKET, option, &on, sizeof on);
  }
  return holder;
}

}  // namespace

std::uint16_t FreePort() {
  static std::mutex mutex;
  static std::map<int, UniqueFd> reserved;
  static std::mt19937 random{std::random_device{}()};
  const std::lock_guard lock(mutex);
  std::uniform_int_distribution<int> any(kLowestPort, HighestPort());
  for (int tries = 0; tries < kTries; ++tries) {
    const int port = any(random);
    UniqueFd holder = Reserve(static_cast<std::uint16_t>(port));
    if (holder.valid()) {
      reserved.emplace(port, std::move(holder));
      return static_cast<std::uint16_t>(port);
    }
  }
  throw std::runtime_error("no free TCP port found on 127.0.0.1 in " + std::to_string(kTries) +
                           " tries above " + std::to_string(kLowestPort));
}

std::string LoopbackAddress(std::uint16_t port) { return "127.0.0.1:" + std::to_string(port); }

}  // namespace pipeline::testing
