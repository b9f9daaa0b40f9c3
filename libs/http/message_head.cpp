#include "libs/http/message_head.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pipeline::http {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kLineEnd = "\r\n";
constexpr int kNoContent = 204;
constexpr int kNotModified = 304;

// RFC 9110 section 5.6.2.
bool IsTokenCharacter(char c) {
  const bool alphanumeric =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return alphanumeric || "!#$%&'*+-.^_`|~"sv.find(c) != std::string_view::npos;
}

bool IsToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsTokenCharacter);
}

bool IsHeaderLine(std::string_view line) {
  const std::string_view name = line.substr(0, line.find(':'));
  return name.size() < line.size() && IsToken(name);
}

}  // namespace

bool IsClearHead(std::string_view head) {
  bool request_line = true;
  while (true) {
    const std::size_t end = head.find(kLineEnd);
    if (end == std::string_view::npos) return false;
    const std::string_view line = head.substr(0, end);
    if (line.empty()) return !request_line;
    if (line.find_first_of("\r\n\0"sv) != std::string_view::npos) return false;
    if (!request_line && !IsHeaderLine(line)) return false;
    request_line = false;
    head.remove_prefix(end + kLineEnd.size());
  }
}

std::string_view MethodOf(std::string_view head) {
  const std::string_view line = head.substr(0, head.find(kLineEnd));
  const std::size_t method_end = line.find(' ');
  const std::size_t target_end = line.rfind(' ');
  if (method_end == std::string_view::npos || target_end <= method_end + 1) return {};
  const std::string_view version = line.substr(target_end + 1);
  const std::string_view method = line.substr(0, method_end);
  const bool known = version == "HTTP/1.1" || version == "HTTP/1.0";
  return known && IsToken(method) ? method : std::string_view();
}

std::string ResponseHead(const Response& response, std::string_view reason) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason);
  if (!response.content_type.empty()) {
    head += fmt::format("Content-Type: {}\r\n", response.content_type);
  }
  for (const auto& [name, value] : response.headers) head += fmt::format("{}: {}\r\n", name, value);
  return head;
}

bool IsBodiless(int status) { return status == kNoContent || status == kNotModified; }

std::string BodilessAnswer(const Response& response, bool closes) {
  Response bodiless{response.status, {}, {}, response.headers};
  if (closes) bodiless.headers.emplace_back("Connection", "close");
  const bool none = response.status == kNoContent;
  return ResponseHead(bodiless, none ? "No Content" : "Not Modified") + "\r\n";
}

}  // namespace pipeline::http
