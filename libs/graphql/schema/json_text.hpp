#pragma once

#include <string>
#include <string_view>

namespace pipeline::graphql {

/// Appends `text` with quotes and the escapes of JSON.stringify: \" \\ \b \f \n \r \t, other
/// control characters as \u00XX, everything else unchanged.
void AppendJsonString(std::string& to, std::string_view text);

/// A JSON number: the shortest digits that read back as `number`, with an exponent from 1e21 on and
/// below 1e-6. -0 is 0; infinity and NaN are null.
std::string NumberText(double number);

/// Reads a JSON number; one that is too large is infinite.
double NumberOfJson(std::string_view text);

}  // namespace pipeline::graphql
