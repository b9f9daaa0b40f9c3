#include "services/api/graphql/execution/json_writer.hpp"

#include <array>
#include <cstddef>

namespace pipeline::graphql {
namespace {

constexpr unsigned char kFirstPrintable = 0x20;

bool NeedsEscape(char c) {
  return static_cast<unsigned char>(c) < kFirstPrintable || c == '"' || c == '\\';
}

void AppendEscape(std::string& to, char c) {
  static constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  static constexpr std::string_view kLetters = "\"\\bfnrt";
  static constexpr std::string_view kHex = "0123456789abcdef";
  to += '\\';
  if (const std::size_t at = kShort.find(c); at != std::string_view::npos) {
    to += kLetters[at];
    return;
  }
  const auto byte = static_cast<unsigned char>(c);
  to += "u00";
  to += kHex[byte >> 4];
  to += kHex[byte & 0xF];
}

}  // namespace

void AppendJsonString(std::string& to, std::string_view text) {
  to += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (NeedsEscape(text[i])) {
      to.append(text, copied, i - copied);
      AppendEscape(to, text[i]);
      copied = i + 1;
    }
  }
  to.append(text, copied);
  to += '"';
}

}  // namespace pipeline::graphql
