#pragma once

#include <string>
#include <string_view>

namespace pipeline::files {

/// A text that is safe to show: control characters become `\n`, `\t`, `\u001B`, a backslash `\\`,
/// so that a file's name cannot move a terminal's cursor or break a line. `text` is shown byte for
/// byte otherwise.
std::string Printable(std::string_view text);

}  // namespace pipeline::files
