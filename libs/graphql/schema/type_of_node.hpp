#pragma once

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// The type that a document refers to; empty where the schema has none of that name.
TypeRef TypeFromAst(const Schema& schema, const ast::Type& type);

/// The name at its core, and the lists and non-nulls around it as TypeRef takes them.
struct TypeShape {
  const ast::Name* name = nullptr;
  std::string wrappers;
};
TypeShape ShapeOf(const ast::Type& type);

}  // namespace pipeline::graphql
