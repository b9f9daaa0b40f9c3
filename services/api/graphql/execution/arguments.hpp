#pragma once

#include <vector>

#include "services/api/graphql/error.hpp"
#include "services/api/graphql/execution/input_value.hpp"
#include "services/api/graphql/language/ast.hpp"
#include "services/api/graphql/language/source.hpp"
#include "services/api/graphql/schema/literals.hpp"
#include "services/api/graphql/schema/schema.hpp"

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
