#include "libs/ledger/immudb_options.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "common/base/host_port.hpp"

namespace pipeline::ledger {
namespace {

constexpr std::uint16_t kDefaultPort = 5432;

base::Result<base::HostPort> ParseAddress(std::string_view address) {
  auto endpoint = base::ParseHostPort(address, kDefaultPort);
  if (endpoint && endpoint->port != 0) return endpoint;
  return base::Fail(base::ErrorCode::kInvalidConfiguration,
                    "immudb address: expected host:port, got \"" + std::string(address) + "\"");
}

std::string Quoted(std::string_view value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') {
      quoted += '\\';
    }
    quoted += c;
  }
  return quoted + "'";
}

std::string CheckAddress(const ImmudbOptions& options) {
  const auto connection = ConnectionString(options);
  return connection ? std::string() : "IMMUDB_ADDRESS: " + connection.error().message;
}

}  // namespace

void AddImmudbOptions(base::Options& options, ImmudbOptions* target) {
  options.Text("--immudb-address",
               "IMMUDB_ADDRESS",
               "host:port of immudb's PostgreSQL protocol",
               &target->address);
  options.Text("--immudb-database", "IMMUDB_DATABASE", "Database", &target->database);
  options.Text("--immudb-user", "IMMUDB_USER", "User", &target->user);
  options.Secret(
      "--immudb-password", "IMMUDB_PASSWORD", "Password; better as a variable", &target->password);
  options.SecretFile("--immudb-password-file",
                     "IMMUDB_PASSWORD_FILE",
                     "File whose content is the password; wins over the password",
                     &target->password_file,
                     &target->password);
  options.Check([target] { return CheckAddress(*target); });
}

base::Result<std::string> ConnectionString(const ImmudbOptions& options) {
  const auto endpoint = ParseAddress(options.address);
  if (!endpoint) {
    return tl::make_unexpected(endpoint.error());
  }
  // libpq takes whole seconds, and a 1 as 2.
  const auto seconds = std::clamp<std::int64_t>(
      std::chrono::ceil<std::chrono::seconds>(options.deadline).count(), 2, 5);
  return "host=" + Quoted(endpoint->host) + " port=" + std::to_string(endpoint->port) +
         " dbname=" + Quoted(options.database) + " user=" + Quoted(options.user) +
         " password=" + Quoted(options.password) +
         " sslmode=disable gssencmode=disable application_name=" + Quoted(options.application) +
         " keepalives=1 keepalives_idle=30 keepalives_interval=10 keepalives_count=3" +
         " connect_timeout=" + std::to_string(seconds);
}

}  // namespace pipeline::ledger
