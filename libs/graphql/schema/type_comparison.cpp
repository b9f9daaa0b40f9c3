#include "libs/graphql/schema/type_comparison.hpp"

#include <algorithm>

namespace pipeline::graphql {

bool IsSubtype(const Schema& schema, const TypeRef& type, const TypeRef& super) {
  if (type == super) {
    return true;
  }
  if (super.IsNonNull()) {
    return type.IsNonNull() && IsSubtype(schema, type.Inner(), super.Inner());
  }
  if (type.IsNonNull()) {
    return IsSubtype(schema, type.Inner(), super);
  }
  if (type.IsList() || super.IsList()) {
    return type.IsList() && super.IsList() && IsSubtype(schema, type.Inner(), super.Inner());
  }
  return IsSubtype(schema, type.Named(), super.Named());
}

bool IsSubtype(const Schema& schema, const NamedType& type, const NamedType& abstract) {
  const auto& interfaces = schema.ImplementingInterfaces(abstract);
  return schema.IsPossibleType(abstract, type) ||
         std::find(interfaces.begin(), interfaces.end(), &type) != interfaces.end();
}

}  // namespace pipeline::graphql
