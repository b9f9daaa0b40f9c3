#include <spdlog/spdlog.h>

#include <chrono>

#include "common/base/backoff.hpp"
#include "common/index/upload_index.hpp"
#include "common/nats/topology.hpp"
#include "services/safe-inputs/config.hpp"
#include "services/safe-inputs/jetstream_raw_stream.hpp"
#include "services/safe-inputs/routes.hpp"

namespace {

using namespace pipeline;
using std::chrono::milliseconds;

constexpr const char* kIndexWait = "upload index";
constexpr milliseconds kIndexPause{50};

/// Until a stop is requested: all else happens on the threads of the server and the index.
void WatchIndex(const index::UploadIndex& index, delivery::Runtime& runtime) {
  while (!runtime.stop_token().stop_requested()) {
    const std::string reason = index.NotReady();
    if (reason.empty()) {
      runtime.readiness().Resume(kIndexWait);
    } else {
      runtime.readiness().Wait(kIndexWait, reason);
    }
    base::SleepFor(kIndexPause, runtime.stop_token());
  }
}

base::Result<void> Serve(const safe_inputs::Config& config, delivery::Runtime& runtime) {
  runtime.readiness().Wait(kIndexWait, "the streams to be read into the upload index");
  auto started = runtime.Start(nats::StreamsNamed({nats::kRawStream}, config.common.topology));
  if (!started) return started;
  const auto limit =
      safe_inputs::UploadLimit(runtime.connection().MaxPayload(), config.max_upload_bytes);
  if (!limit) return tl::make_unexpected(limit.error());
  index::UploadIndex index(runtime.connection(),
                           runtime.jetstream(),
                           {.uploads = static_cast<std::size_t>(config.index_uploads),
                            .bucket = config.common.topology.bucket});
  runtime.OnReconnect([&index] { index.OnReconnected(); });
  safe_inputs::JetStreamRawStream stream(runtime.jetstream());
  const safe_inputs::UploadHandler uploads(stream, config.sender);
  auto server = http::HttpServer::Start(
      {.address = config.listen_address},
      safe_inputs::MakeRouter({.uploads = uploads,
                               .find_upload = [&](const std::string& id) { return index.Find(id); },
                               .not_ready = [&] { return runtime.readiness().NotReady(); },
                               .max_upload_bytes = *limit}));
  if (server) {
    spdlog::info("takes uploads of up to {} bytes on port {}", *limit, (*server)->port());
    WatchIndex(index, runtime);
    (*server)->Stop();
  }
  runtime.OnReconnect({});
  if (!server) return tl::make_unexpected(std::move(server).error());
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  safe_inputs::Config config;
  config::Options options(safe_inputs::kServiceName, "Takes sheets over HTTP into the pipeline.");
  safe_inputs::AddOptions(options, &config);
  if (const auto exit_code = options.Parse(argc, argv)) return *exit_code;
  if (const auto exit_code = delivery::CheckHealthInstead(config.common)) return *exit_code;
  delivery::Runtime runtime(safe_inputs::kServiceName, config.common);
  const auto served = Serve(config, runtime);
  return served ? runtime.Finish() : runtime.ExitCodeOf(served.error());
}
