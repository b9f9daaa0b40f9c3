#include "services/api/config.hpp"

#include "common/base/host_port.hpp"
#include "libs/http/tls_context.hpp"
#include "services/api/limit_options.hpp"

namespace pipeline::api {
namespace {

// Each has a thread and, where its client reads slowly, a queue.
constexpr std::int64_t kMostSubscribers = 10'000;
// A key takes about 0.6 KB of memory.
constexpr std::int64_t kMostKeys = 10'000'000;
// An upload of the index takes about 1 KB of memory.
constexpr std::int64_t kMostIndexUploads = 1'000'000;

std::string CheckListenAddress(const std::string& text) {
  const auto address = base::ParseHostPort(text);
  return address ? std::string() : "LISTEN_ADDRESS: " + address.error().message;
}

std::string CheckUploadBytes(std::int64_t bytes) {
  if (bytes == -1 || bytes > 0) return {};
  return "MAX_UPLOAD_BYTES: expected more than 0";
}

void AddAccessOptions(base::Options& options, Config* target) {
  options.Text("--listen-address",
               "LISTEN_ADDRESS",
               "host:port to answer on; port 0: any free one",
               &target->listen_address);
  http::AddTlsOptions(options, &target->tls);
  options.Text("--upload-tokens-file",
               "UPLOAD_TOKENS_FILE",
               "File of bearer tokens, one a line, of which a request must have one; unset: none",
               &target->tokens_file);
  options.Text("--cors-origins",
               "CORS_ORIGINS",
               "Origins whose pages may ask, separated by commas; unset: none",
               &target->cors_origins);
  options.Text("--graphiql-file",
               "GRAPHIQL_FILE",
               "GraphiQL's page, gzip; unset: share/graphiql beside the executable's folder",
               &target->graphiql_file);
}

}  // namespace

void AddOptions(base::Options& options, Config* target) {
  service::AddCommonOptions(options, kServiceName, &target->common);
  AddAccessOptions(options, target);
  options.Size("--max-upload-bytes",
               "MAX_UPLOAD_BYTES",
               "Most bytes of an upload; unset: what NATS lets through",
               &target->max_upload_bytes);
  options.Count("--max-subscribers",
                "MAX_SUBSCRIBERS",
                "Answers over server-sent events at a time",
                1,
                kMostSubscribers,
                &target->max_subscribers);
  options.Count("--index-uploads",
                "INDEX_UPLOADS",
                "How many uploads can be asked for, the last ones",
                1,
                kMostIndexUploads,
                &target->index_uploads);
  options.Count("--max-keys",
                "MAX_KEYS",
                "Keys of the bucket that can be listed; with more, lists are refused",
                1,
                kMostKeys,
                &target->max_keys);
  AddLimitOptions(options, &target->limits);
  options.Check([target] { return CheckListenAddress(target->listen_address); });
  options.Check([target] { return CheckUploadBytes(target->max_upload_bytes); });
}

}  // namespace pipeline::api
