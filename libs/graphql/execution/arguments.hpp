#pragma once

#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// What stands in a document beside a field's or directive's name.
struct GivenArguments {
  const Source& source;
  const std::vector<ast::Argument>& arguments;
  Span node;  ///< The field or directive.
};

/// The arguments by their definitions (specification, section 6.4.1), with defaults and variables.
/// The error has a location and no path.
Result<Arguments> CoerceArguments(const std::vector<InputField>& definitions,
                                  const GivenArguments& given,
                                  const Variables& variables);

/// What @skip and @include say: true where the node is part of the answer.
Result<bool> IsIncluded(const Schema& schema,
                        const Source& source,
                        const std::vector<ast::Directive>& directives,
                        const Variables& variables);

}  // namespace pipeline::graphql
