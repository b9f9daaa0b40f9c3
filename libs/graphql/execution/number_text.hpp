#pragma once

#include <optional>
#include <string_view>

namespace pipeline::graphql {

/// As JavaScript's Number(string); nothing where that is NaN.
std::optional<double> NumberOfText(std::string_view text);

}  // namespace pipeline::graphql
