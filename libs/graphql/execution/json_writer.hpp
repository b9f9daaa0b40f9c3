#pragma once

#include <string>
#include <string_view>

namespace pipeline::graphql {

/// Appends `text` with quotes and escapes as JSON.stringify writes them: \" \\ \b \f \n \r \t,
/// other control characters as \u00XX, everything else as it is.
void AppendJsonString(std::string& to, std::string_view text);

}  // namespace pipeline::graphql
