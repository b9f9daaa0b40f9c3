#include "common/nats/connection_options.hpp"

#include <string>
#include <vector>

#include "common/nats/server_urls.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;

constexpr int64_t kConnectTimeoutMs = 2000;
constexpr int64_t kReconnectWaitMs = 250;
constexpr int64_t kWriteDeadlineMs = 5000;
constexpr int64_t kPingIntervalMs = 5000;
constexpr int kMaxPingsOut = 2;

const char* TextOrNull(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

natsStatus SetServers(natsOptions* options, const std::string& urls) {
  const std::vector<std::string> list = SplitUrls(urls);
  std::vector<const char*> pointers;
  pointers.reserve(list.size());
  for (const std::string& url : list) pointers.push_back(url.c_str());
  if (pointers.empty()) return NATS_INVALID_ARG;
  return natsOptions_SetServers(options, pointers.data(), static_cast<int>(pointers.size()));
}

natsStatus SetTls(natsOptions* options, const ConnectionOptions& wanted) {
  if (wanted.tls_ca.empty() && wanted.tls_cert.empty()) return NATS_OK;
  natsStatus status = natsOptions_SetSecure(options, true);
  if (status == NATS_OK && !wanted.tls_ca.empty()) {
    status = natsOptions_LoadCATrustedCertificates(options, wanted.tls_ca.c_str());
  }
  if (status == NATS_OK && !wanted.tls_cert.empty()) {
    status =
        natsOptions_LoadCertificatesChain(options, wanted.tls_cert.c_str(), wanted.tls_key.c_str());
  }
  return status;
}

natsStatus SetCredentials(natsOptions* options, const ConnectionOptions& wanted) {
  natsStatus status = NATS_OK;
  if (!wanted.creds_file.empty()) {
    status = natsOptions_SetUserCredentialsFromFiles(options, wanted.creds_file.c_str(), nullptr);
  }
  if (status == NATS_OK && !wanted.nkey_seed_file.empty()) {
    status = natsOptions_SetNKeyFromSeed(options, nullptr, wanted.nkey_seed_file.c_str());
  }
  if (status == NATS_OK && !wanted.user.empty()) {
    status = natsOptions_SetUserInfo(options, wanted.user.c_str(), TextOrNull(wanted.password));
  }
  return status;
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
  if (status != NATS_OK) {
    return base::Fail(
        ErrorCode::kInvalidConfiguration,
        "NATS_URL: expected nats://host:port, got \"" + WithoutPasswords(wanted.url) + "\"");
  }
  status = SetBehaviour(raw, wanted.name);
  if (status == NATS_OK) status = SetCredentials(raw, wanted);
  if (status == NATS_OK) status = SetTls(raw, wanted);
  if (status != NATS_OK) {
    const char* detail = nats_GetLastError(nullptr);
    return base::Fail(ErrorCode::kInvalidConfiguration,
                      std::string("NATS credentials or TLS files: ") +
                          (detail == nullptr ? natsStatus_GetText(status) : detail));
  }
  return options;
}

}  // namespace pipeline::nats
