#pragma once

#include <string>
#include <string_view>

#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/execution/json_input.hpp"
#include "libs/graphql/execution/variable_errors.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Coerces the value of one variable to its type, as graphql-js's coerceInputValue(). After an
/// error the value means nothing.
class InputCoercion {
 public:
  InputCoercion(const ast::VariableDefinition& definition, VariableErrors& errors, bool suggestions)
      : definition_(definition), errors_(errors), suggestions_(suggestions) {}

  /// Recursive: the nesting of the JSON and of the type bound it.
  InputValue Coerce(const JsonInput& input, const TypeRef& type);

 private:
  InputValue CoerceList(const JsonInput& input, const TypeRef& element);
  InputValue CoerceObject(const JsonInput& input, const NamedType& type);
  void CoerceField(const JsonInput& input, const InputField& field, InputValue::Object& object);
  void CheckNames(const JsonInput& input, const NamedType& type);
  void CheckOneOf(const JsonInput& input, const NamedType& type, const InputValue::Object& object);
  InputValue CoerceLeaf(const JsonInput& input, const NamedType& type);
  /// With `step` at the end of the path.
  InputValue CoerceAt(const std::string& step, const JsonInput& input, const TypeRef& type);
  void Fail(std::string_view text, const std::string& why);

  const ast::VariableDefinition& definition_;
  VariableErrors& errors_;
  bool suggestions_;
  std::string path_;  ///< As messages say it: ".b[0]".
};

}  // namespace pipeline::graphql
