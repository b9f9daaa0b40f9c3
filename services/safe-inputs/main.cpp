#include <atomic>
#include <optional>
#include <utility>

#include "common/base/installed.hpp"
#include "common/base/log.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/topology.hpp"
#include "libs/http/http_server.hpp"
#include "libs/uploads/upload_acceptor.hpp"
#include "libs/uploads/upload_index.hpp"
#include "services/safe-inputs/config.hpp"
#include "services/safe-inputs/readiness_watch.hpp"
#include "services/safe-inputs/routes.hpp"
#include "services/safe-inputs/stored_files.hpp"
#include "services/safe-inputs/upload_events.hpp"

namespace {

using namespace pipeline;

// The objects that need NATS.
struct Pipeline {
  Pipeline(const safe_inputs::Config& config, service::Runtime& runtime)
      : index(runtime.connection(),
              runtime.jetstream(),
              {.uploads = static_cast<std::size_t>(config.index_uploads),
               .bucket = config.common.topology.bucket}),
        stream(runtime.jetstream()),
        acceptor(stream, config.sender),
        events(index, static_cast<std::size_t>(config.max_watchers)),
        files(runtime.jetstream(), config.common.topology.bucket, config.sender) {}

  safe_inputs::Answers Answers(std::size_t max_upload_bytes) {
    return {.post_upload =
                [this](const auto& request) { return safe_inputs::PostUpload(acceptor, request); },
            .find_upload = [this](const auto& id) { return index.Find(id); },
            .upload_events = [this](const auto& request) { return events.Handle(request); },
            .find_file = [this](const auto& request) { return files.FindByName(request); },
            .read_file = [this](const auto& request) { return files.ReadPage(request); },
            .max_upload_bytes = max_upload_bytes};
  }

  uploads::UploadIndex index;
  uploads::JetStreamRawStream stream;
  uploads::UploadAcceptor acceptor;
  safe_inputs::UploadEvents events;
  safe_inputs::StoredFiles files;
};

base::Result<safe_inputs::AllowedHosts> ReadHosts(const safe_inputs::Config& config) {
  auto hosts = safe_inputs::AllowedHosts::Parse(config.allowed_hosts, config.listen_address);
  if (!hosts) return tl::make_unexpected(std::move(hosts).error().Within("ALLOWED_HOSTS"));
  return hosts;
}

base::Result<http::BearerTokens> ReadTokens(const safe_inputs::Config& config) {
  auto tokens = http::BearerTokens::Read(config.tokens_file);
  if (!tokens) return tl::make_unexpected(std::move(tokens).error().Within("UPLOAD_TOKENS_FILE"));
  return tokens;
}

base::Result<void> Serve(const safe_inputs::Config& config, service::Runtime& runtime) {
  auto tls = http::TlsContext::Load(config.tls);
  if (!tls) return tl::make_unexpected(std::move(tls).error());
  auto hosts = ReadHosts(config);
  if (!hosts) return tl::make_unexpected(std::move(hosts).error());
  auto tokens = ReadTokens(config);
  if (!tokens) return tl::make_unexpected(std::move(tokens).error());
  safe_inputs::AccessControl access(
      *std::move(hosts), *std::move(tokens), config.uploads_per_minute);
  const safe_inputs::PageFolder page(config.page_dir.empty() ? base::InstalledPath("page")
                                                             : config.page_dir);
  runtime.readiness().Wait(safe_inputs::kIndexWait, "NATS, to read the streams");
  std::optional<Pipeline> pipeline;  // Outlives the server, whose requests use it.
  std::optional<safe_inputs::Answers> answers;
  std::atomic<const safe_inputs::Answers*> reached{nullptr};
  auto server = http::HttpServer::Start(
      {.address = config.listen_address, .threads = safe_inputs::kThreads, .tls = std::move(*tls)},
      safe_inputs::MakeRouter({.access = access,
                               .page = page,
                               .not_ready = [&runtime] { return runtime.readiness().NotReady(); },
                               .answers = reached}));
  if (!server) return tl::make_unexpected(std::move(server).error().Within("LISTEN_ADDRESS"));
  auto started = runtime.Start(nats::StreamsNamed({contract::kRawStream}, config.common.topology));
  if (!started) return started;
  const auto limit =
      uploads::UploadLimit(runtime.connection().MaxPayload(), config.max_upload_bytes);
  if (!limit) return tl::make_unexpected(limit.error());
  pipeline.emplace(config, runtime);
  runtime.OnReconnect([&pipeline] { pipeline->index.OnReconnected(); });
  reached = &answers.emplace(pipeline->Answers(*limit));
  base::LogInfo("takes uploads of up to {} bytes on port {}, over {}",
                *limit,
                (*server)->port(),
                config.tls.certificate.empty() ? "HTTP" : "HTTPS");
  safe_inputs::WatchReadiness(pipeline->index, runtime);
  (*server)->Stop();
  runtime.OnReconnect({});
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  safe_inputs::Config config;
  base::Options options(safe_inputs::kServiceName, "Takes sheets over HTTP into the pipeline.");
  safe_inputs::AddOptions(options, &config);
  if (const auto exit_code = options.Parse(argc, argv)) return *exit_code;
  if (const auto exit_code = service::RunHealthCheck(config.common)) return *exit_code;
  service::Runtime runtime(safe_inputs::kServiceName, config.common);
  const auto served = Serve(config, runtime);
  return served ? runtime.Finish() : runtime.ExitCodeOf(served.error());
}
