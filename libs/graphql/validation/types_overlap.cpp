#include "libs/graphql/validation/types_overlap.hpp"

#include <algorithm>

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

bool TypesOverlap(const Schema& schema, const NamedType& a, const NamedType& b) {
  if (&a == &b) {
    return true;
  }
  if (!a.IsAbstract()) {
    return b.IsAbstract() && IsSubtype(schema, a, b);
  }
  if (!b.IsAbstract()) {
    return IsSubtype(schema, b, a);
  }
  const auto& possible = schema.PossibleTypes(a);
  return std::any_of(possible.begin(), possible.end(), [&](const NamedType* type) {
    return IsSubtype(schema, *type, b);
  });
}

}  // namespace pipeline::graphql::validation
