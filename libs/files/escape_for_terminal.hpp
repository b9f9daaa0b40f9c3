#pragma once

#include <string>
#include <string_view>

namespace pipeline::files {

/// Escapes control characters as `\n`, `\t`, `\u001B`, and a backslash as `\\`, so that a file's
/// name cannot move a terminal's cursor or break a line. Other bytes are unchanged.
std::string EscapeForTerminal(std::string_view text);

}  // namespace pipeline::files
