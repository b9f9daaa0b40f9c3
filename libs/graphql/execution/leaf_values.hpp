#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "common/json/scanner.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"

/// The values of scalars and enums (specification, sections 3.5 and 3.9).
namespace pipeline::graphql {

/// Reads the JSON of a variable, which is not null, as a value of `type`, or says why it is none.
/// JSON and every other scalar of the schema keep the text.
tl::expected<InputValue, std::string> ParseLeafValue(const NamedType& type,
                                                     json::Kind kind,
                                                     std::string_view text,
                                                     bool suggestions);

/// A leaf of a response.
struct Leaf {
  std::string text;
  bool is_string = false;  ///< `text` is the content of a string; otherwise it is JSON.
};

/// Converts a resolver's result, which is not null, to a value of `type`, or says why it cannot.
/// Integers keep their digits, also beyond 2^53. JSON and every other scalar of the schema accept
/// any leaf and RawJson unchanged.
tl::expected<Leaf, std::string> SerializeLeaf(const NamedType& type, Answer&& answer);

/// A resolver's result for an error's message: a leaf as clipped JSON, `[Photo]` for an object of
/// this type, `a list`.
std::string Describe(const Answer& answer);

}  // namespace pipeline::graphql
