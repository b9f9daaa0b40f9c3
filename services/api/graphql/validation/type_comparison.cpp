#include "services/api/graphql/validation/type_comparison.hpp"

#include <algorithm>

namespace pipeline::graphql::validation {

bool IsSubType(const Schema& schema, const NamedType& abstract, const NamedType& type) {
  if (type.kind != TypeKind::kInterface) {
    return schema.IsPossibleType(abstract, type);
  }
  const auto& interfaces = schema.ImplementingInterfaces(abstract);
  return std::find(interfaces.begin(), interfaces.end(), &type) != interfaces.end();
}

bool IsSubTypeOf(const Schema& schema, const TypeRef& type, const TypeRef& super) {
  TypeRef inner = type;
  TypeRef outer = super;
  while (!outer.IsNamed()) {
    if (outer.IsNonNull() && !inner.IsNonNull()) {
      return false;
    }
    if (outer.IsNonNull() == inner.IsNonNull()) {
      if (inner.IsNamed()) {
        return false;
      }
      outer = outer.Inner();
    }
    inner = inner.Inner();
  }
  inner = inner.Nullable();
  if (inner.IsList()) {
    return false;
  }
  return inner == outer ||
         (outer.Named().IsAbstract() && IsSubType(schema, outer.Named(), inner.Named()));
}

bool TypesOverlap(const Schema& schema, const NamedType& a, const NamedType& b) {
  if (&a == &b) {
    return true;
  }
  if (!a.IsAbstract()) {
    return b.IsAbstract() && IsSubType(schema, b, a);
  }
  if (!b.IsAbstract()) {
    return IsSubType(schema, a, b);
  }
  const auto& possible = schema.PossibleTypes(a);
  return std::any_of(possible.begin(), possible.end(), [&](const NamedType* type) {
    return IsSubType(schema, b, *type);
  });
}

}  // namespace pipeline::graphql::validation
