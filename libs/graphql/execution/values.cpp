#include "libs/graphql/execution/values.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/json/scanner.hpp"
#include "common/json/strings.hpp"
#include "libs/graphql/execution/coerce_input.hpp"

namespace pipeline::graphql {
namespace {

using Coerced = Result<std::optional<InputValue>>;

class ArgumentCoercion {
 public:
  ArgumentCoercion(const GivenArguments& given, const Variables& variables)
      : given_(given), variables_(variables) {}

  // Nothing if the argument remains absent.
  Coerced Coerce(const InputField& definition) const {
    const auto found = std::find_if(
        given_.arguments.begin(), given_.arguments.end(), [&](const ast::Argument& argument) {
          return argument.name.text == definition.name;
        });
    if (found == given_.arguments.end()) {
      return Absent(definition, "was not provided.", given_.node);
    }
    return CoerceGiven(definition, found->value);
  }

 private:
  Coerced CoerceGiven(const InputField& definition, const ast::Value& value) const {
    bool is_null = value.kind == ast::ValueKind::kNull;
    if (value.kind == ast::ValueKind::kVariable) {
      const auto variable = variables_.find(std::string(value.text));
      if (variable == variables_.end()) {
        return Absent(definition,
                      "was provided the variable \"$" + std::string(value.text) +
                          "\" which was not provided a runtime value.",
                      value.span);
      }
      is_null = variable->second.IsNull();
    }
    if (is_null && definition.type.IsNonNull()) {
      return Fail("Argument \"" + definition.name + "\" of non-null type \"" +
                      ToString(definition.type) + "\" must not be null.",
                  value.span);
    }
    std::optional<InputValue> coerced = ValueFromLiteral(value, definition.type, &variables_);
    if (!coerced) {
      return Fail("Argument \"" + definition.name + "\" has invalid value " + Print(value) + ".",
                  value.span);
    }
    return coerced;
  }

  Coerced Absent(const InputField& definition, std::string_view why, Span where) const {
    if (definition.default_value) {
      return definition.default_value;
    }
    if (definition.type.IsNonNull()) {
      return Fail("Argument \"" + definition.name + "\" of required type \"" +
                      ToString(definition.type) + "\" " + std::string(why),
                  where);
    }
    return std::nullopt;
  }

  Coerced Fail(std::string message, Span where) const {
    return tl::make_unexpected(ErrorAt(given_.source, where.start, std::move(message)));
  }

  const GivenArguments& given_;
  const Variables& variables_;
};

}  // namespace

Result<Arguments> CoerceArguments(const std::vector<InputField>& definitions,
                                  const GivenArguments& given,
                                  const Variables& variables) {
  const ArgumentCoercion coercion(given, variables);
  InputValue::Object values;
  for (const InputField& definition : definitions) {
    Coerced value = coercion.Coerce(definition);
    if (!value) {
      return tl::make_unexpected(std::move(value.error()));
    }
    if (*value) {
      values.emplace_back(definition.name, **std::move(value));
    }
  }
  return Arguments(std::move(values));
}

namespace {

using Types = std::unordered_map<std::string_view, TypeRef>;
using Inputs = std::unordered_map<std::string, JsonInput>;

// Variables by name, without those that have no input type.
Types TypesOf(const Schema& schema, const ast::OperationDefinition& operation) {
  Types types;
  for (const ast::VariableDefinition& definition : operation.variables) {
    TypeRef type = TypeFromAst(schema, definition.type);
    if (type && type.Named().IsInput()) {
      types.emplace(definition.variable.text, std::move(type));
    }
  }
  return types;
}

tl::unexpected<std::string> NotAnObject() {
  return tl::make_unexpected(std::string(
      "Variables must be provided as an Object where each property is a variable value. "
      "Perhaps look to see if an unparsed JSON string was provided."));
}

tl::expected<Inputs, std::string> ReadInputs(std::string_view json,
                                             const Types& types,
                                             std::size_t max_values) {
  Inputs inputs;
  if (json.empty()) {
    return inputs;
  }
  json::Scanner scanner(json);
  if (scanner.Ok() && scanner.Peek() == json::Kind::kNull) {
    scanner.SkipValue();
  } else if (scanner.Ok() && scanner.Peek() != json::Kind::kObject) {
    return NotAnObject();
  } else {
    JsonInputReader reader(scanner, max_values);
    json::Key key;
    for (scanner.EnterObject(); scanner.NextMember(key);) {
      std::string name = json::DecodeString(key.content);
      const auto type = types.find(name);
      if (type == types.end()) {
        scanner.SkipValue();
      } else {
        inputs.emplace(std::move(name), reader.Read(type->second));
      }
    }
    if (reader.IsFull()) {
      return tl::make_unexpected("Variables hold more than " + std::to_string(max_values) +
                                 " values.");
    }
  }
  if (!scanner.Finish()) {
    return tl::make_unexpected("Variables are not valid JSON: " + scanner.TakeError().message +
                               ".");
  }
  return inputs;
}

class VariablesCoercion {
 public:
  VariablesCoercion(const Inputs& inputs,
                    const Types& types,
                    VariableErrors& errors,
                    bool suggestions)
      : inputs_(inputs), types_(types), errors_(errors), suggestions_(suggestions) {}

  void Coerce(const ast::VariableDefinition& definition, Variables& variables) {
    const std::string name(definition.variable.text);
    const auto type = types_.find(name);
    if (type == types_.end()) {
      errors_.Add("Variable \"$" + name + "\" expected value of type \"" + Print(definition.type) +
                      "\" which cannot be used as an input type.",
                  definition.type.span);
      return;
    }
    std::optional<InputValue> value = ValueOf(definition, name, type->second);
    if (value) {
      variables.insert_or_assign(name, *std::move(value));
    }
  }

 private:
  std::optional<InputValue> ValueOf(const ast::VariableDefinition& definition,
                                    const std::string& name,
                                    const TypeRef& type) {
    const auto input = inputs_.find(name);
    if (input == inputs_.end()) {
      if (definition.default_value) {
        return ValueFromLiteral(*definition.default_value, type, nullptr);
      }
      return type.IsNonNull() ? Refuse(definition, "required", type, "was not provided")
                              : std::nullopt;
    }
    if (input->second.kind == json::Kind::kNull && type.IsNonNull()) {
      return Refuse(definition, "non-null", type, "must not be null");
    }
    return InputCoercion(definition, errors_, suggestions_).Coerce(input->second, type);
  }

  std::nullopt_t Refuse(const ast::VariableDefinition& definition,
                        const std::string& kind,
                        const TypeRef& type,
                        const std::string& why) {
    errors_.Add("Variable \"$" + std::string(definition.variable.text) + "\" of " + kind +
                    " type \"" + ToString(type) + "\" " + why + ".",
                definition.span);
    return std::nullopt;
  }

  const Inputs& inputs_;
  const Types& types_;
  VariableErrors& errors_;
  bool suggestions_;
};

}  // namespace

tl::expected<Variables, std::vector<Error>> CoerceVariables(
    const Schema& schema,
    const Source& source,
    const ast::OperationDefinition& operation,
    std::string_view json,
    const VariableLimits& limits) {
  const Types types = TypesOf(schema, operation);
  const auto inputs = ReadInputs(json, types, limits.values);
  if (!inputs) {
    return tl::make_unexpected(std::vector<Error>{{inputs.error()}});
  }
  Variables variables;
  VariableErrors errors(source, limits.errors);
  VariablesCoercion coercion(*inputs, types, errors, limits.suggestions);
  for (const ast::VariableDefinition& definition : operation.variables) {
    coercion.Coerce(definition, variables);
  }
  if (!errors.IsEmpty()) {
    return tl::make_unexpected(errors.Take());
  }
  return variables;
}

}  // namespace pipeline::graphql
