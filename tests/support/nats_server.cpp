#include "tests/support/nats_server.hpp"

#include <fstream>
#include <utility>

#include "tests/support/free_port.hpp"
#include "tests/support/server_binary.hpp"
#include "tests/support/tcp_client.hpp"

namespace pipeline::testing {
namespace {

std::string Configuration(const NatsServerOptions& options,
                          std::uint16_t port,
                          const std::filesystem::path& store) {
  return "listen: \"" + LoopbackAddress(port) +
         "\"\nserver_name: \"test\"\nmax_payload: " + std::to_string(options.max_payload) +
         "\njetstream {\n  store_dir: \"" + store.string() +
         "\"\n  sync_interval: " + options.sync_interval + "\n}\n" + options.extra_config + "\n";
}

}  // namespace

NatsServer::NatsServer(NatsServerOptions options) : options_(std::move(options)) {
  for (int starts = 1;; ++starts) {
    port_ = FreePort();
    try {
      Start();
      return;
    } catch (const std::runtime_error&) {
      if (starts == kServerStarts || Log().find("address already in use") == std::string::npos) {
        throw;
      }
    }
  }
}

void NatsServer::Restart() { Start(); }

std::string NatsServer::url() const { return "nats://" + LoopbackAddress(port_); }

void NatsServer::Start() {
  auto env = options_.env;
  env["NATS_STORE_DIR"] = (folder() / "jetstream").string();
  Spawn({.argv = Arguments(), .env = std::move(env)});
  RequireReady("nats-server", kServerReadyTimeout);
}

std::vector<std::string> NatsServer::Arguments() const {
  const std::string program = ServerBinary("nats-server").string();
  if (options_.config_file.empty()) {
    const auto file = folder() / "nats-server.conf";
    std::ofstream(file) << Configuration(options_, port_, folder() / "jetstream");
    return {program, "--config", file.string()};
  }
  std::vector<std::string> arguments{program, "--config", options_.config_file.string()};
  // Flags win over the file; -1 is any free port.
  for (const std::string& flag : {std::string("--addr=127.0.0.1"),
                                  "--port=" + std::to_string(port_),
                                  std::string("--http_port=-1")}) {
    arguments.push_back(flag);
  }
  return arguments;
}

bool NatsServer::Ready() {
  // The server opens its client port after it has recovered its streams.
  auto client = TcpClient::Connect(port_);
  const auto line = client ? client->ReadLine(std::chrono::seconds(2)) : std::nullopt;
  return line && line->rfind("INFO ", 0) == 0;
}

}  // namespace pipeline::testing
