#include "tests/support/immudb_server.hpp"

#include <pqxx/connection>
#include <pqxx/except>
#include <stdexcept>
#include <utility>

#include "tests/support/free_port.hpp"
#include "tests/support/server_binary.hpp"

namespace pipeline::testing {
ImmudbServer::ImmudbServer(ImmudbServerOptions options) : options_(std::move(options)) {
  for (int starts = 1;; ++starts) {
    port_ = FreePort();
    grpc_port_ = FreePort();
    web_port_ = options_.web_server ? FreePort() : std::uint16_t{0};
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

void ImmudbServer::Restart() { Start(); }

std::string ImmudbServer::address() const { return LoopbackAddress(port_); }

std::string ImmudbServer::web_address() const {
  return options_.web_server ? LoopbackAddress(web_port_) : "";
}

std::string ImmudbServer::connection_string(const std::string& database) const {
  return "host=127.0.0.1 port=" + std::to_string(port_) +
         " user=immudb password=" + options_.admin_password + " dbname=" + database +
         " sslmode=disable gssencmode=disable connect_timeout=5";
}

void ImmudbServer::Start() {
  Spawn({.argv = Arguments(),
         .env = {{"LOG_LEVEL", "warn"}, {"USER", "immudb"}, {"HOME", folder().string()}}});
  RequireReady("immudb", kServerReadyTimeout);
}

std::vector<std::string> ImmudbServer::Arguments() const {
  const std::string web = options_.web_server ? "true" : "false";
  // immudb takes no lock on its data, and a second process there repairs files that are in use.
  return {"flock",
          "--nonblock",
          "--no-fork",
          (folder() / "lock").string(),
          ServerBinary("immudb").string(),
          "--dir=" + (folder() / "data").string(),
          "--address=127.0.0.1",
          "--port=" + std::to_string(grpc_port_),
          "--pgsql-server-port=" + std::to_string(port_),
          "--admin-password=" + options_.admin_password,
          "--web-server=" + web,
          "--web-server-port=" + std::to_string(web_port_),
          "--swaggerui=false",
          "--grpc-reflection=false",
          "--metrics-server=false"};
}

bool ImmudbServer::Ready() {
  try {
    const pqxx::connection login(connection_string());
    return login.is_open();
  } catch (const pqxx::failure&) {
    return false;
  }
}

}  // namespace pipeline::testing
