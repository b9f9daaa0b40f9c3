#include "services/api/graphql/schema/type_comparison.hpp"

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
  const auto& interfaces = schema.ImplementingInterfaces(super.Named());
  return schema.IsPossibleType(super.Named(), type.Named()) ||
         std::find(interfaces.begin(), interfaces.end(), &type.Named()) != interfaces.end();
}

}  // namespace pipeline::graphql
