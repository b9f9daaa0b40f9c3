#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

/// A document that is valid for its schema, ready to be executed any number of times. Immutable,
/// hence any thread may read it.
struct Executable {
  Executable(std::unique_ptr<const Source> text, ast::Document parsed);

  std::unique_ptr<const Source> source;
  ast::Document document;
  std::unordered_map<std::string_view, const ast::FragmentDefinition*> fragments;
};

/// Finds the operation to execute (specification, section 6.1): the one with this name, or the only
/// one if no name is given. The pointer is not null and points into the document.
Result<const ast::OperationDefinition*> FindOperation(const Executable& executable,
                                                      std::optional<std::string_view> name);

}  // namespace pipeline::graphql
