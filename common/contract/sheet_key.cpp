#include "common/contract/sheet_key.hpp"

#include "common/base/digest.hpp"
#include "common/json/utf8.hpp"

namespace pipeline::contract {
namespace {

constexpr std::size_t kHashDigits = 8;
constexpr std::string_view kReservedPrefix = "_kv";

bool IsKeyByte(char32_t code_point) {
  return (code_point >= 'A' && code_point <= 'Z') || (code_point >= 'a' && code_point <= 'z') ||
         (code_point >= '0' && code_point <= '9') || code_point == '-' || code_point == '_' ||
         code_point == '/' || code_point == '=' || code_point == '.';
}

std::string ReplaceOthers(std::string_view filename) {
  std::string key;
  for (std::size_t at = 0; at < filename.size();) {
    const json::Utf8CodePoint next = json::ReadUtf8(filename.data() + at);
    if (IsKeyByte(next.code_point)) {
      key += static_cast<char>(next.code_point);
    } else {
      key.append(next.code_point > 0xFFFF ? 2 : 1, '_');
    }
    at += next.size;
  }
  return key;
}

std::string ReplaceStrayDots(const std::string& key) {
  std::string mended = key;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const bool stray = i == 0 || i + 1 == key.size() || key[i - 1] == '.';
    if (key[i] == '.' && stray) {
      mended[i] = '_';
    }
  }
  return mended;
}

// By rules 1 to 3.
std::string WholeKeyOf(std::string_view filename) {
  std::string key = ReplaceStrayDots(ReplaceOthers(filename));
  if (key.starts_with(kReservedPrefix)) {
    key.insert(0, "_");
  }
  return key;
}

std::string WithHash(std::string key, std::string_view filename, std::size_t digits) {
  const std::size_t kept = kMaxKeyBytes - 1 - digits;
  if (key.size() > kept) {
    key.resize(kept);
  }
  return key + '-' + base::Sha256Hex(filename).substr(0, digits);
}

std::string WithSender(std::string_view sender, std::string key) {
  if (!sender.empty()) {
    key.insert(0, "/").insert(0, sender);
  }
  return key;
}

}  // namespace

std::string KeyOf(std::string_view filename) {
  std::string key = WholeKeyOf(filename);
  return key.size() > kMaxKeyBytes ? WithHash(std::move(key), filename, kHashDigits) : key;
}

std::string KeyOf(std::string_view sender, std::string_view filename) {
  return WithSender(sender, KeyOf(filename));
}

std::string AlternativeKeyOf(std::string_view sender, std::string_view filename) {
  std::string key = WholeKeyOf(filename);
  // The first key of a long name ends in its hash already: the other one has more of it.
  const std::size_t digits = key.size() > kMaxKeyBytes ? 2 * kHashDigits : kHashDigits;
  return WithSender(sender, WithHash(std::move(key), filename, digits));
}

}  // namespace pipeline::contract
