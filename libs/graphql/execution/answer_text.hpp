#pragma once

#include <string>
#include <vector>

#include "libs/graphql/language/error.hpp"

namespace pipeline::graphql {

/// Appends `"errors":[...]` as graphql-js formats errors: message, locations, path, extensions.
void AppendErrors(std::string& to, const std::vector<Error>& errors);

/// An answer without data: `{"errors":[...]}`.
std::string ErrorsAnswer(const std::vector<Error>& errors);

}  // namespace pipeline::graphql
