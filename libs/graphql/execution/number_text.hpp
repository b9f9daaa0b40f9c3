#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pipeline::graphql {

/// As JavaScript's String(number): the shortest digits that read back as the same number, an
/// exponent from 1e21 and below 1e-6, "0" also for -0.
std::string NumberText(double number);

/// The value of JSON's grammar of numbers; what is too large is infinite, as in JavaScript.
double NumberOfJson(std::string_view text);

/// As JavaScript's Number(string); nothing where that is NaN.
std::optional<double> NumberOfText(std::string_view text);

}  // namespace pipeline::graphql
