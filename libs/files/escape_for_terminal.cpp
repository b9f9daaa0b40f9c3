#include "libs/files/escape_for_terminal.hpp"

#include <array>
#include <cstdio>

namespace pipeline::files {
namespace {

std::string Escaped(unsigned char control) {
  if (control == '\n') return "\\n";
  if (control == '\t') return "\\t";
  if (control == '\r') return "\\r";
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "\\u%04X", static_cast<unsigned>(control));
  return text.data();
}

}  // namespace

std::string EscapeForTerminal(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool second = byte == 0xC2 && i + 1 < text.size();
    const auto next = second ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == '\\') {
      shown += "\\\\";
    } else if (byte < ' ' || byte == 0x7F) {
      shown += Escaped(byte);
    } else if (next >= 0x80 && next < 0xA0) {  // U+0080 to U+009F are control characters, too.
      shown += Escaped(static_cast<unsigned char>(next));
      ++i;
    } else {
      shown += text[i];
    }
  }
  return shown;
}

}  // namespace pipeline::files
