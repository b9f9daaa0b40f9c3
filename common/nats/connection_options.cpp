#include "common/nats/connection_options.hpp"

#include <nats/nats.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "common/base/files.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;

// Length of "nats://" at the start of `url`, 0 without a scheme.
std::size_t SchemeLength(std::string_view url) {
  const std::size_t end = url.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  const bool has_one = end != std::string_view::npos && url.substr(end).starts_with("://");
  return has_one ? end + 3 : 0;
}

// The format of an NKey (github.com/nats-io/nkeys): base32 without padding over prefix, key and
// CRC-16/XMODEM, low byte first. A seed has two bytes of prefix.
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kSeedPrefixBytes = 2;
constexpr std::size_t kChecksumBytes = 2;
constexpr std::size_t kSeedLetters = 58;
constexpr char kUserPrefix = static_cast<char>(20U << 3U);

std::string Base32(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  unsigned int count = 0;
  for (const char byte : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(byte);
    for (count += 8; count >= 5; count -= 5) text += kAlphabet[bits >> (count - 5) & 31U];
  }
  if (count > 0) text += kAlphabet[bits << (5 - count) & 31U];
  return text;
}

// Empty if a letter is not in the alphabet.
std::string FromBase32(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned int count = 0;
  for (const char letter : text) {
    const std::size_t value = kAlphabet.find(letter);
    if (value == std::string_view::npos) return {};
    bits = bits << 5U | static_cast<std::uint32_t>(value);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFFU);
  }
  return bytes;
}

std::string Checksum(std::string_view bytes) {
  std::uint32_t crc = 0;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<unsigned char>(byte)) << 8U;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000U) != 0 ? crc << 1U ^ 0x1021U : crc << 1U;
  }
  return {static_cast<char>(crc & 0xFFU), static_cast<char>(crc >> 8U & 0xFFU)};
}

std::string_view FindSeed(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t start = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view word = line.substr(start, line.find_last_not_of(" \t\r") + 1 - start);
    if (word.starts_with("SU")) return word;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return {};
}

std::string PublicKeyOf(std::string_view private_key) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(private_key.data());
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes, private_key.size()),
      &EVP_PKEY_free);
  std::array<unsigned char, kKeyBytes> raw{};
  std::size_t size = raw.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), raw.data(), &size) != 1) return {};
  return {raw.begin(), raw.end()};
}

constexpr std::int64_t kConnectTimeoutMs = 2000;
constexpr std::int64_t kReconnectWaitMs = 250;
constexpr std::int64_t kWriteDeadlineMs = 5000;
constexpr std::int64_t kPingIntervalMs = 5000;
constexpr int kMaxPingsOut = 2;

natsStatus SetServers(natsOptions* options, const std::string& urls) {
  const std::vector<std::string> list = SplitUrls(urls);
  std::vector<const char*> pointers;
  pointers.reserve(list.size());
  for (const std::string& url : list) pointers.push_back(url.c_str());
  if (pointers.empty()) return NATS_INVALID_ARG;
  return natsOptions_SetServers(options, pointers.data(), static_cast<int>(pointers.size()));
}

// `option` names the option and its value in the error.
base::Result<void> Accepted(natsStatus status, const std::string& option) {
  if (status == NATS_OK) return {};
  return base::Fail(ErrorCode::kInvalidConfiguration, option + ": " + ReasonOf(status));
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
  // Without the public key, nats.c accepts the call and sends no NKey.
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

natsStatus SetNameAndTimings(natsOptions* options, const std::string& name) {
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

std::vector<std::string> SplitUrls(const std::string& urls) {
  std::vector<std::string> list;
  std::size_t start = 0;
  while (start <= urls.size()) {
    const std::size_t comma = std::min(urls.find(',', start), urls.size());
    if (comma > start) list.push_back(urls.substr(start, comma - start));
    start = comma + 1;
  }
  return list;
}

std::string WithoutPasswords(const std::string& urls) {
  std::vector<std::string> shown;
  std::size_t split_from = std::string::npos;
  for (const std::string& url : SplitUrls(urls)) {
    const std::size_t scheme = SchemeLength(url);
    const std::size_t at = url.rfind('@');
    if (at == std::string::npos) {
      if (scheme > 0) split_from = shown.size();
      shown.push_back(url);
      continue;
    }
    // In nats://user:pass,word@host the user is in an earlier piece.
    if (scheme == 0) shown.resize(std::min(split_from, shown.size()));
    split_from = std::string::npos;
    shown.push_back(url.substr(0, scheme) + url.substr(at + 1));
  }
  std::string joined;
  for (const std::string& url : shown) joined += (joined.empty() ? "" : ",") + url;
  return joined;
}

base::Error BadUrl(const std::string& url) {
  return {ErrorCode::kInvalidConfiguration,
          "NATS_URL: expected nats://host:port, got \"" + WithoutPasswords(url) + "\""};
}

base::Result<std::string> PublicUserKey(std::string_view text) {
  const auto fail = [](const char* what) {
    return base::Fail(base::ErrorCode::kInvalidConfiguration, what);
  };
  const std::string_view seed = FindSeed(text);
  if (seed.empty()) return fail("holds no user seed, a line that starts with SU");
  const std::string decoded = seed.size() == kSeedLetters ? FromBase32(seed) : std::string();
  const std::size_t checked = kSeedPrefixBytes + kKeyBytes;
  if (decoded.size() != checked + kChecksumBytes ||
      Checksum(std::string_view(decoded).substr(0, checked)) != decoded.substr(checked)) {
    return fail("holds a damaged seed: its checksum does not match");
  }
  const std::string key =
      PublicKeyOf(std::string_view(decoded).substr(kSeedPrefixBytes, kKeyBytes));
  if (key.empty()) return fail("holds a seed that makes no Ed25519 key");
  std::string prefixed(1, kUserPrefix);
  prefixed += key;
  return Base32(prefixed + Checksum(prefixed));
}

base::Result<OptionsHandle> MakeOptions(const ConnectionOptions& wanted) {
  natsOptions* raw = nullptr;
  natsStatus status = natsOptions_Create(&raw);
  OptionsHandle options(raw);
  if (status == NATS_OK) status = SetServers(raw, wanted.url);
  if (status != NATS_OK) return tl::make_unexpected(BadUrl(wanted.url));
  auto set = Accepted(SetNameAndTimings(raw, wanted.name), "NATS");
  if (set) set = SetCredentials(raw, wanted);
  if (set) set = SetTls(raw, wanted);
  if (!set) return tl::make_unexpected(std::move(set).error());
  return options;
}

}  // namespace pipeline::nats
