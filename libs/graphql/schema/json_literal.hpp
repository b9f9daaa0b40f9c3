#pragma once

#include <string>
#include <tl/expected.hpp>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/literals.hpp"

namespace pipeline::graphql {

/// How a literal becomes JSON.
enum class JsonLiteral {
  kExact,       ///< Numbers keep their digits; an enum's name is refused.
  kJavaScript,  ///< Numbers are JavaScript's; an enum's name is a string.
};

/// The JSON text of a literal, or the printed enum's name in it that has none.
tl::expected<std::string, std::string> JsonOfLiteral(const ast::Value& value,
                                                     JsonLiteral how,
                                                     const Variables* variables);

void AppendJson(std::string& to, const InputValue& value);

}  // namespace pipeline::graphql
