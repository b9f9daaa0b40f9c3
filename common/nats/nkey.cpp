#include "common/nats/nkey.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace pipeline::nats {
namespace {

// github.com/nats-io/nkeys: base32 without padding over prefix, key and CRC-16/XMODEM, low byte
// first. A seed has two bytes of prefix.
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

// Empty if a letter is none of the alphabet.
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

}  // namespace

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
    return fail("holds a seed that is damaged: its checksum does not fit");
  }
  const std::string key =
      PublicKeyOf(std::string_view(decoded).substr(kSeedPrefixBytes, kKeyBytes));
  if (key.empty()) return fail("holds a seed that makes no Ed25519 key");
  std::string prefixed(1, kUserPrefix);
  prefixed += key;
  return Base32(prefixed + Checksum(prefixed));
}

}  // namespace pipeline::nats
