#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "common/base/exit_code.hpp"
#include "common/base/log.hpp"
#include "common/base/logging.hpp"
#include "common/base/options.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "common/service/common_options.hpp"

namespace {

using namespace pipeline;
using base::ErrorCode;
using nlohmann::json;

base::Result<json> ReadSources(const std::string& path) {
  std::ifstream file(path);
  json sources = json::parse(file, nullptr, false);
  if (sources.is_array()) return sources;
  return base::Fail(ErrorCode::kInvalidConfiguration,
                    "SOURCES: expected a file with a JSON array, got " + path);
}

// Everything else of the stream stays as it is: an update replaces what it does not say.
base::Result<void> SetSources(nats::JetStream& jetstream, const json& sources) {
  const std::string stream = contract::kRawStream;
  const auto info = jetstream.Api("STREAM.INFO." + stream, "");
  if (!info) return tl::make_unexpected(info.error());
  json config = info->value("config", json::object());
  config["sources"] = sources;
  const auto updated = jetstream.Api("STREAM.UPDATE." + stream, config.dump());
  if (!updated) return tl::make_unexpected(updated.error());
  const json set = updated->value("config", json::object()).value("sources", json::array());
  if (set.size() == sources.size()) return {};
  return base::Fail(ErrorCode::kUnavailable,
                    "the server keeps " + std::to_string(set.size()) + " sources of " +
                        std::to_string(sources.size()));
}

base::Result<void> Join(const service::CommonOptions& options, const std::string& sources_file) {
  const auto sources = ReadSources(sources_file);
  if (!sources) return tl::make_unexpected(sources.error());
  const auto connection = nats::Connection::Connect(options.nats, {});
  if (!connection) return tl::make_unexpected(connection.error());
  const auto requests = nats::Requests::Create(**connection, {});
  if (!requests) return tl::make_unexpected(requests.error());
  nats::JetStream jetstream(**requests);
  auto ensured =
      nats::EnsureStreams(jetstream,
                          nats::Topology(options.topology),
                          {.topology = options.topology, .create = options.auto_provision});
  if (!ensured) return ensured;
  auto set = SetSources(jetstream, *sources);
  if (set) base::LogInfo("{} is fed by {} sites", contract::kRawStream, sources->size());
  return set;
}

}  // namespace

// Creates the hub's streams and lets its raw stream read those of the sites.
int main(int argc, char** argv) {
  service::CommonOptions common;
  std::string sources;
  base::Options options("join-sites", "Lets the hub's stream of raw sheets read those of sites.");
  service::AddCommonOptions(options, "provision", &common);
  options.Text("--sources", "SOURCES", "File with the stream's sources, a JSON array", &sources);
  if (const auto exit_code = options.Parse(argc, argv)) return *exit_code;
  base::SetUpLogging("join-sites", common.log_level, common.log_format);
  const auto joined = Join(common, sources);
  if (joined) return base::kExitOk;
  base::LogError("{}", joined.error().message);
  return joined.error().code == ErrorCode::kInvalidConfiguration ? base::kExitConfiguration
                                                                 : base::kExitFailure;
}
