#include "common/service/common_options.hpp"

#include <chrono>
#include <iostream>

#include "common/base/exit_code.hpp"
#include "common/service/health.hpp"

namespace pipeline::service {
namespace {

constexpr std::int64_t kMaxReplicas = 5;  // JetStream's own limit.
constexpr std::int64_t kMaxAckPending = 1'000'000;

bool IsBucketName(const std::string& name) {
  return !name.empty() && name.find_first_not_of(
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
                              "xyz0123456789_-") == std::string::npos;
}

std::string CheckConnection(const nats::ConnectionOptions& nats) {
  if (nats.tls_cert.empty() != nats.tls_key.empty()) {
    return "NATS_TLS_CERT and NATS_TLS_KEY: expected both or none";
  }
  if (!nats.creds_file.empty() && !nats.nkey_seed_file.empty()) {
    return "NATS_CREDS and NATS_NKEY_SEED_FILE: expected at most one of them";
  }
  if (!nats.password.empty() && nats.user.empty()) {
    return "NATS_PASSWORD, NATS_PASSWORD_FILE: expected together with NATS_USER";
  }
  return {};
}

}  // namespace

void AddTopologyOptions(base::Options& options, nats::TopologyOptions* target) {
  nats::TopologyOptions& topology = *target;
  options.Count("--replicas",
                "REPLICAS",
                "Replicas of created streams and consumers",
                1,
                kMaxReplicas,
                &topology.replicas);
  options.Size("--max-bytes",
               "MAX_BYTES",
               "Size limit of a created stream; unset: no limit",
               &topology.max_bytes);
  options.Duration("--max-age",
                   "MAX_AGE",
                   "Age at which a created stream deletes messages, processed or not; 0s: never",
                   &topology.max_age);
  options.Duration("--duplicate-window",
                   "DUPLICATE_WINDOW",
                   "Time for which a created stream recognises a retry",
                   &topology.duplicate_window);
  options.Duration("--ack-wait",
                   "ACK_WAIT",
                   "Time without acknowledgement after which a created consumer redelivers",
                   &topology.ack_wait);
  options.Count("--max-ack-pending",
                "MAX_ACK_PENDING",
                "Messages in flight of a created consumer, over all replicas",
                1,
                kMaxAckPending,
                &topology.max_ack_pending);
  options.Check([&topology]() -> std::string {
    if (topology.ack_wait >= std::chrono::seconds(1)) return {};
    return "ACK_WAIT: expected at least 1s, got " + base::FormatDuration(topology.ack_wait);
  });
}

void AddConnectionOptions(base::Options& options, const std::string& name, CommonOptions* target) {
  nats::ConnectionOptions& nats = target->nats;
  nats.name = name;
  options.Text("--nats-url", "NATS_URL", "NATS servers, separated by commas", &nats.url);
  options.File("--nats-creds", "NATS_CREDS", "Credentials file", &nats.creds_file);
  options.File(
      "--nats-nkey-seed-file", "NATS_NKEY_SEED_FILE", "NKey seed file", &nats.nkey_seed_file);
  options.File(
      "--nats-tls-ca", "NATS_TLS_CA", "Certificate authorities to trust (PEM)", &nats.tls_ca);
  options.File("--nats-tls-cert", "NATS_TLS_CERT", "Own certificate chain (PEM)", &nats.tls_cert);
  options.File("--nats-tls-key", "NATS_TLS_KEY", "Own private key (PEM)", &nats.tls_key);
  options.Text("--nats-user", "NATS_USER", "User", &nats.user);
  options.Secret(
      "--nats-password", "NATS_PASSWORD", "Password; better as a variable", &nats.password);
  options.SecretFile("--nats-password-file",
                     "NATS_PASSWORD_FILE",
                     "File that holds the password; takes precedence over the password",
                     &nats.password_file,
                     &nats.password);
  options.Text("--kv-bucket", "KV_BUCKET", "Key-value bucket", &target->topology.bucket);
  options.Choice("--log-level",
                 "LOG_LEVEL",
                 "Lowest severity that is logged",
                 {"trace", "debug", "info", "warn", "error"},
                 &target->log_level);
  options.Choice(
      "--log-format", "LOG_FORMAT", "Format of log lines", {"text", "json"}, &target->log_format);
  options.Check([&nats] { return CheckConnection(nats); });
  options.Check([target]() -> std::string {
    if (IsBucketName(target->topology.bucket)) return {};
    return "KV_BUCKET: expected A-Z a-z 0-9 _ -, got \"" + target->topology.bucket + "\"";
  });
}

void AddCommonOptions(base::Options& options, const std::string& name, CommonOptions* target) {
  AddConnectionOptions(options, name, target);
  options.Flag("--auto-provision",
               "AUTO_PROVISION",
               "Create streams and consumers that are missing",
               &target->auto_provision);
  AddTopologyOptions(options, &target->topology);
  options.Text("--health-address",
               "HEALTH_ADDRESS",
               "host:port for /livez and /readyz; unset: none",
               &target->health_address);
  options.Flag("--healthcheck",
               "",
               "Check that the service at HEALTH_ADDRESS is ready, and exit with 0 or 1",
               &target->healthcheck);
  options.Check([target]() -> std::string {
    if (!target->healthcheck || !target->health_address.empty()) return {};
    return "--healthcheck: expected HEALTH_ADDRESS to be set";
  });
}

std::optional<int> RunHealthCheck(const CommonOptions& options) {
  if (!options.healthcheck) return std::nullopt;
  const auto ready = CheckReady(options.health_address);
  if (ready) return base::kExitOk;
  std::cerr << options.nats.name << ": " << ready.error().message << '\n';
  return base::kExitFailure;
}

}  // namespace pipeline::service
