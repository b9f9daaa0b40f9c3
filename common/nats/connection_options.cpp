#include "common/nats/connection_options.hpp"

#include <string>
#include <utility>
#include <vector>

#include "common/base/files.hpp"
#include "common/nats/nkey.hpp"
#include "common/nats/server_urls.hpp"
#include "common/nats/status.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;

constexpr int64_t kConnectTimeoutMs = 2000;
constexpr int64_t kReconnectWaitMs = 250;
constexpr int64_t kWriteDeadlineMs = 5000;
constexpr int64_t kPingIntervalMs = 5000;
constexpr int kMaxPingsOut = 2;

natsStatus SetServers(natsOptions* options, const std::string& urls) {
  const std::vector<std::string> list = SplitUrls(urls);
  std::vector<const char*> pointers;
  pointers.reserve(list.size());
  for (const std::string& url : list) pointers.push_back(url.c_str());
  if (pointers.empty()) return NATS_INVALID_ARG;
  return natsOptions_SetServers(options, pointers.data(), static_cast<int>(pointers.size()));
}

// `what` names the option and its value, for where nats.c cannot work with it.
base::Result<void> Accepted(natsStatus status, const std::string& what) {
  if (status == NATS_OK) return {};
  return base::Fail(ErrorCode::kInvalidConfiguration, what + ": " + ReasonOf(status));
}

base::Result<void> SetTls(natsOptions* options, const ConnectionOptions& wanted) {
  if (wanted.tls_ca.empty() && wanted.tls_cert.empty()) return {};
  auto set = Accepted(natsOptions_SetSecure(options, true), "TLS");
  if (set && !wanted.tls_ca.empty()) {
    set = Accepted(natsOptions_LoadCATrustedCertificates(options, wanted.tls_ca.c_str()),
                   "NATS_TLS_CA: " + wanted.tls_ca);
  }
  if (set && !wanted.tls_cert.empty()) {
    set = Accepted(
        natsOptions_LoadCertificatesChain(options, wanted.tls_cert.c_str(), wanted.tls_key.c_str()),
        "NATS_TLS_CERT, NATS_TLS_KEY: " + wanted.tls_cert + ", " + wanted.tls_key);
  }
  return set;
}

base::Result<void> SetNkey(natsOptions* options, const std::string& seed_file) {
  const auto content = base::ReadFile(seed_file);
  if (!content) return tl::make_unexpected(content.error());
  const auto key = PublicUserKey(*content);
  if (!key) return tl::make_unexpected(base::Error(key.error()).Within(seed_file));
  // Without the public key, nats.c takes the call and sends no NKey.
  return Accepted(natsOptions_SetNKeyFromSeed(options, key->c_str(), seed_file.c_str()), seed_file);
}

base::Result<void> SetCredentials(natsOptions* options, const ConnectionOptions& wanted) {
  base::Result<void> set;
  if (!wanted.creds_file.empty()) {
    set = Accepted(
        natsOptions_SetUserCredentialsFromFiles(options, wanted.creds_file.c_str(), nullptr),
        "NATS_CREDS: " + wanted.creds_file);
  }
  if (set && !wanted.nkey_seed_file.empty()) {
    set = SetNkey(options, wanted.nkey_seed_file).map_error([](base::Error error) {
      return std::move(error).Within("NATS_NKEY_SEED_FILE");
    });
  }
  if (set && !wanted.user.empty()) {
    set = Accepted(natsOptions_SetUserInfo(options, wanted.user.c_str(), wanted.password.c_str()),
                   "NATS_USER, NATS_PASSWORD");
  }
  return set;
}

natsStatus SetBehaviour(natsOptions* options, const std::string& name) {
  const std::string prefix = "_INBOX_" + name;
  natsStatus status = natsOptions_SetName(options, name.c_str());
  const auto then = [&status](natsStatus next) {
    if (status == NATS_OK) status = next;
  };
  then(natsOptions_SetTimeout(options, kConnectTimeoutMs));
  then(natsOptions_SetMaxReconnect(options, -1));
  then(natsOptions_SetReconnectWait(options, kReconnectWaitMs));
  then(natsOptions_SetReconnectJitter(options, kReconnectWaitMs, kReconnectWaitMs * 2));
  then(natsOptions_SetPingInterval(options, kPingIntervalMs));
  then(natsOptions_SetMaxPingsOut(options, kMaxPingsOut));
  then(natsOptions_SetWriteDeadline(options, kWriteDeadlineMs));
  then(natsOptions_SetCustomInboxPrefix(options, prefix.c_str()));
  return status;
}

}  // namespace

base::Result<OptionsHandle> MakeOptions(const ConnectionOptions& wanted) {
  natsOptions* raw = nullptr;
  natsStatus status = natsOptions_Create(&raw);
  OptionsHandle options(raw);
  if (status == NATS_OK) status = SetServers(raw, wanted.url);
  if (status != NATS_OK) return tl::make_unexpected(BadUrl(wanted.url));
  auto set = Accepted(SetBehaviour(raw, wanted.name), "NATS");
  if (set) set = SetCredentials(raw, wanted);
  if (set) set = SetTls(raw, wanted);
  if (!set) return tl::make_unexpected(std::move(set).error());
  return options;
}

base::Error BadUrl(const std::string& url) {
  return {ErrorCode::kInvalidConfiguration,
          "NATS_URL: expected nats://host:port, got \"" + WithoutPasswords(url) + "\""};
}

}  // namespace pipeline::nats
