#include "libs/graphql/schema/type_of_node.hpp"

#include <utility>

namespace pipeline::graphql {

TypeShape ShapeOf(const ast::Type& type) {
  TypeShape shape;
  const ast::Type* at = &type;
  while (at->kind != ast::Type::Kind::kNamed) {
    shape.wrappers += at->kind == ast::Type::Kind::kList ? '[' : '!';
    at = at->of.get();
  }
  shape.name = &at->name;
  return shape;
}

TypeRef TypeFromAst(const Schema& schema, const ast::Type& type) {
  TypeShape shape = ShapeOf(type);
  const NamedType* named = schema.Type(shape.name->text);
  return named == nullptr ? TypeRef() : TypeRef(named, std::move(shape.wrappers));
}

}  // namespace pipeline::graphql
