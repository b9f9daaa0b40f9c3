#include "common/http/head_syntax.hpp"

#include <algorithm>

namespace pipeline::http {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kLineEnd = "\r\n";

/// RFC 9110 section 5.6.2.
bool IsTokenCharacter(char c) {
  const bool alphanumeric =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return alphanumeric || "!#$%&'*+-.^_`|~"sv.find(c) != std::string_view::npos;
}

bool IsHeaderLine(std::string_view line) {
  const std::string_view name = line.substr(0, line.find(':'));
  return !name.empty() && name.size() < line.size() &&
         std::all_of(name.begin(), name.end(), IsTokenCharacter);
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

}  // namespace pipeline::http
