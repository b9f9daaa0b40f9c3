#pragma once

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

struct VariableLimits {
  /// Errors, as graphql-js counts them: one more entry says that there are more.
  std::size_t errors = 50;
  /// Values in the variables, without those inside JSON scalars, which remain text.
  std::size_t values = 100'000;
  bool suggestions = true;  ///< "Did you mean" in messages.
};

/// Coerces the variables of an operation (specification, section 6.1.2). `json` is the text of the
/// request's `variables`: an object; empty text and null are an empty one. JSON scalars keep their
/// text, with its digits and order of keys.
tl::expected<Variables, std::vector<Error>> CoerceVariables(
    const Schema& schema,
    const Source& source,
    const ast::OperationDefinition& operation,
    std::string_view json,
    const VariableLimits& limits);

/// The arguments in the document of one field or directive.
struct GivenArguments {
  const Source& source;
  const std::vector<ast::Argument>& arguments;
  Span node;  ///< The field or directive.
};

/// Coerces arguments by their definitions (specification, section 6.4.1), with defaults and
/// variables. The error has a location and no path.
Result<Arguments> CoerceArguments(const std::vector<InputField>& definitions,
                                  const GivenArguments& given,
                                  const Variables& variables);

}  // namespace pipeline::graphql
