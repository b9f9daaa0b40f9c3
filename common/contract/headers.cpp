#include "common/contract/headers.hpp"

#include <algorithm>

namespace pipeline::contract {
namespace {

// "NATS/1.0\r\n" and the closing "\r\n".
constexpr std::size_t kFrameBytes = 12;
// ": " and "\r\n".
constexpr std::size_t kLineBytes = 4;
// Headers of a message between services: reserves room for all of them at once.
constexpr std::size_t kUsualEntries = 14;

}  // namespace

Headers::Headers(std::initializer_list<std::pair<std::string, std::string>> entries) {
  for (const auto& [name, value] : entries) Set(name, value);
}

void Headers::Set(std::string_view name, std::string_view value) {
  if (value.empty()) {
    Remove(name);
    return;
  }
  std::string clean(value);
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  for (auto& [known, text] : entries_) {
    if (known == name) {
      text = std::move(clean);
      return;
    }
  }
  if (entries_.empty()) entries_.reserve(kUsualEntries);
  entries_.emplace_back(name, std::move(clean));
}

void Headers::Remove(std::string_view name) {
  std::erase_if(entries_, [name](const auto& entry) { return entry.first == name; });
}

std::string_view Headers::Get(std::string_view name) const {
  for (const auto& [known, text] : entries_) {
    if (known == name) return text;
  }
  return {};
}

std::size_t Headers::Bytes() const {
  std::size_t bytes = kFrameBytes;
  for (const auto& [name, value] : entries_) bytes += name.size() + value.size() + kLineBytes;
  return bytes;
}

}  // namespace pipeline::contract
