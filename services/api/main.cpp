#include <spdlog/spdlog.h>

#include <filesystem>
#include <memory>

#include "common/base/backoff.hpp"
#include "common/http/http_server.hpp"
#include "services/api/config.hpp"
#include "services/api/http/routes.hpp"
#include "services/api/resolvers/app_schema.hpp"

namespace {

using namespace pipeline;

/// Those of requests at a time, and some for health.
constexpr std::size_t kThreads = 72;
/// Beside the sheet: the document and its other variables.
constexpr std::size_t kEnvelopeBytes = std::size_t{64} << 10;

std::string GraphiQLFile(const api::Config& config) {
  if (!config.graphiql_file.empty()) return config.graphiql_file;
  const auto executable = std::filesystem::read_symlink("/proc/self/exe");
  return executable.parent_path().parent_path() / "share/graphiql/graphiql.html.gz";
}

base::Result<void> Serve(const api::Config& config, delivery::Runtime& runtime) {
  auto tls = http::TlsContext::Load(config.tls);
  if (!tls) return tl::make_unexpected(std::move(tls).error());
  auto cors = api::Cors::Parse(config.cors_origins);
  if (!cors) return tl::make_unexpected(std::move(cors).error().Within("CORS_ORIGINS"));
  base::Result<api::BearerTokens> tokens = api::BearerTokens();
  if (!config.tokens_file.empty()) tokens = api::BearerTokens::Read(config.tokens_file);
  if (!tokens) return tl::make_unexpected(std::move(tokens).error().Within("UPLOAD_TOKENS_FILE"));
  const api::GraphiQLPage page(GraphiQLFile(config));
  const graphql::Engine engine(api::MakeSchema(), config.limits);
  api::GraphQLHandler handler(
      engine,
      {.subscribers = static_cast<std::size_t>(config.max_subscribers),
       .make_context = [](const http::Request&) { return std::shared_ptr<void>(); }});
  auto server = http::HttpServer::Start(
      {.address = config.listen_address, .threads = kThreads, .tls = std::move(*tls)},
      api::MakeRouter({.graphql = handler,
                       .page = page,
                       .tokens = *tokens,
                       .cors = *cors,
                       .not_ready = [&runtime] { return runtime.readiness().NotReady(); },
                       .max_body_bytes = handler.query_bytes() + kEnvelopeBytes}));
  if (!server) return tl::make_unexpected(std::move(server).error().Within("LISTEN_ADDRESS"));
  spdlog::info("answers GraphQL on port {}, over {}",
               (*server)->port(),
               config.tls.certificate.empty() ? "HTTP" : "HTTPS");
  auto started = runtime.Start({});
  if (!started) return started;
  while (!runtime.stop_token().stop_requested()) {
    base::SleepFor(std::chrono::seconds(1), runtime.stop_token());
  }
  (*server)->Stop();
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  api::Config config;
  config::Options options(api::kServiceName, "Answers GraphQL about what the pipeline stored.");
  api::AddOptions(options, &config);
  if (const auto exit_code = options.Parse(argc, argv)) return *exit_code;
  if (const auto exit_code = delivery::CheckHealthInstead(config.common)) return *exit_code;
  delivery::Runtime runtime(api::kServiceName, config.common);
  const auto served = Serve(config, runtime);
  return served ? runtime.Finish() : runtime.ExitCodeOf(served.error());
}
