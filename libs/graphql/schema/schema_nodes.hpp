#pragma once

#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/schema/sdl_parts.hpp"

namespace pipeline::graphql {

/// Input objects within input objects, as far as a walk through them goes: each level takes stack.
inline constexpr std::size_t kMaxInputNesting = 1000;

/// Where a type stands in SDL: its definition, then its extensions, and what they hold in the order
/// of the type's own lists.
struct TypeNodes {
  std::vector<const ast::TypeDefinition*> parts;
  std::vector<const ast::FieldDefinition*> fields;
  std::vector<const ast::InputValueDefinition*> input_fields;
};

/// Where a schema stands in SDL, while it is built.
struct SchemaNodes {
  std::unordered_set<const NamedType*> built_in;  ///< Their nodes are in another document.
  std::unordered_map<const NamedType*, TypeNodes> types;
  std::vector<const ast::DirectiveDefinition*> directives;  ///< As Schema::Directives().
  std::vector<const ast::SchemaDefinition*> schemas;        ///< The definition, then extensions.
};

}  // namespace pipeline::graphql
