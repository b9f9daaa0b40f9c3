#include "libs/http/message.hpp"

#include <strings.h>

#include <algorithm>

namespace pipeline::http {

namespace {

std::string_view Find(const Headers& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto& header) {
    return SameName(header.first, name);
  });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

bool SameName(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  return one.empty() || strncasecmp(one.data(), other.data(), one.size()) == 0;
}

bool IsGzip(std::string_view coding) {
  return SameName(coding, "gzip") || SameName(coding, "x-gzip");
}

std::string JsonEvent(std::string_view name, std::string json) {
  std::replace_if(
      json.begin(), json.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return "event: " + std::string(name) + "\ndata:" + (json.empty() ? "" : " ") + json + "\n\n";
}

std::optional<std::string_view> Request::Parameter(std::string_view name) const {
  for (const auto& [known, value] : query) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string_view Request::Header(std::string_view name) const { return Find(headers, name); }

std::size_t Request::CountHeader(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(), [name](const auto& header) {
        return SameName(header.first, name);
      }));
}

bool Request::AcceptsGzip() const {
  return Header("Accept-Encoding").find("gzip") != std::string_view::npos;
}

std::string_view Response::Header(std::string_view name) const { return Find(headers, name); }

}  // namespace pipeline::http
