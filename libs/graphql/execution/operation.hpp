#pragma once

#include <optional>
#include <string_view>

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/execution/executable.hpp"
#include "libs/graphql/language/ast.hpp"

namespace pipeline::graphql {

/// Which operation of a document a request means (specification, section 6.1), or graphql-js's
/// message of why that cannot be told. The pointer is into the document and not null.
Result<const ast::OperationDefinition*> FindOperation(const Executable& executable,
                                                      std::optional<std::string_view> name);

}  // namespace pipeline::graphql
