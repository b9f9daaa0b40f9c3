#pragma once

#include <string>
#include <tl/expected.hpp>

#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// A leaf of an answer.
struct Leaf {
  std::string text;
  bool is_string = false;  ///< Text that becomes a JSON string; else it is JSON already.
};

/// What `type`, a scalar or enum, makes of a resolver's answer, which is not null; or graphql-js's
/// message of why it cannot. Integers keep their digits, also beyond 2^53. JSON and every other
/// scalar of the schema take any leaf and RawJson as they are.
tl::expected<Leaf, std::string> SerializeLeaf(const NamedType& type, Answer&& answer);

}  // namespace pipeline::graphql
