#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

#include "common/base/backoff.hpp"
#include "common/base/installed.hpp"
#include "common/base/log.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/topology.hpp"
#include "libs/http/http_server.hpp"
#include "libs/uploads/upload_acceptor.hpp"
#include "services/api/config.hpp"
#include "services/api/http/routes.hpp"
#include "services/api/pipeline_sources.hpp"
#include "services/api/resolvers/app_schema.hpp"

namespace {

using namespace pipeline;

// The routes' limit of requests at a time, and some for health.
constexpr std::size_t kThreads = 72;
constexpr std::chrono::milliseconds kWatchPause{50};
constexpr const char* kSourcesWait = "the pipeline's streams";

// The checks and pages that need no NATS.
struct FrontEnd {
  std::shared_ptr<const http::TlsContext> tls;
  api::Cors cors;
  http::BearerTokens tokens;
  api::GraphiQLPage page;
};

base::Result<FrontEnd> MakeFrontEnd(const api::Config& config) {
  auto tls = http::TlsContext::Load(config.tls);
  if (!tls) return tl::make_unexpected(std::move(tls).error());
  auto cors = api::Cors::Parse(config.cors_origins);
  if (!cors) return tl::make_unexpected(std::move(cors).error().Within("CORS_ORIGINS"));
  auto tokens = http::BearerTokens::Read(config.tokens_file);
  if (!tokens) return tl::make_unexpected(std::move(tokens).error().Within("UPLOAD_TOKENS_FILE"));
  return FrontEnd{std::move(*tls),
                  *std::move(cors),
                  *std::move(tokens),
                  api::GraphiQLPage(config.graphiql_file.empty()
                                        ? base::InstalledPath("graphiql/graphiql.html.gz")
                                        : config.graphiql_file)};
}

// Keeps readiness up to date until a stop is requested.
void WatchReadiness(const api::PipelineSources& sources, service::Runtime& runtime) {
  while (!runtime.stop_token().stop_requested()) {
    const std::string reason = sources.NotReady();
    if (reason.empty()) {
      runtime.readiness().Resume(kSourcesWait);
    } else {
      runtime.readiness().Wait(kSourcesWait, reason);
    }
    base::SleepFor(kWatchPause, runtime.stop_token());
  }
}

base::Result<void> Serve(const api::Config& config, service::Runtime& runtime) {
  const auto front_end = MakeFrontEnd(config);
  if (!front_end) return tl::make_unexpected(front_end.error());
  const graphql::Engine engine(api::MakeSchema(), config.limits);
  std::optional<api::PipelineSources> pipeline;  // Outlives the server, whose requests use it.
  std::optional<api::GraphQLHandler> handler;
  std::atomic<api::GraphQLHandler*> graphql{nullptr};
  const api::Site site{.graphql = graphql,
                       .page = front_end->page,
                       .tokens = front_end->tokens,
                       .cors = front_end->cors,
                       .not_ready = [&runtime] { return runtime.readiness().NotReady(); }};
  auto server = http::HttpServer::Start(
      {.address = config.listen_address, .threads = kThreads, .tls = front_end->tls},
      api::MakeRouter(site));
  if (!server) return tl::make_unexpected(std::move(server).error().Within("LISTEN_ADDRESS"));
  auto started = runtime.Start(nats::StreamsNamed({contract::kRawStream}, config.common.topology));
  if (!started) return started;
  const auto limit =
      uploads::UploadLimit(runtime.connection().MaxPayload(), config.max_upload_bytes);
  if (!limit) return tl::make_unexpected(limit.error());
  pipeline.emplace(config, runtime, *limit);
  runtime.OnReconnect([&pipeline] { pipeline->OnReconnected(); });
  handler.emplace(engine,
                  api::GraphQLHandlerOptions{
                      .upload_bytes = *limit,
                      .subscribers = static_cast<std::size_t>(config.max_subscribers),
                      .make_context = [&pipeline](const http::Request& request) {
                        return std::make_shared<api::RequestContext>(pipeline->sources(), request);
                      }});
  graphql = &*handler;
  base::LogInfo("answers GraphQL on port {}, over {}",
                (*server)->port(),
                config.tls.certificate.empty() ? "HTTP" : "HTTPS");
  WatchReadiness(*pipeline, runtime);
  (*server)->Stop();
  runtime.OnReconnect({});
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  api::Config config;
  base::Options options(api::kServiceName, "Answers GraphQL about what the pipeline stored.");
  api::AddOptions(options, &config);
  if (const auto exit_code = options.Parse(argc, argv)) return *exit_code;
  if (const auto exit_code = service::RunHealthCheck(config.common)) return *exit_code;
  service::Runtime runtime(api::kServiceName, config.common);
  const auto served = Serve(config, runtime);
  return served ? runtime.Finish() : runtime.ExitCodeOf(served.error());
}
