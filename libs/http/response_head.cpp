#include "libs/http/response_head.hpp"

#include <fmt/format.h>

namespace pipeline::http {
namespace {

constexpr int kNoContent = 204;
constexpr int kNotModified = 304;

}  // namespace

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
