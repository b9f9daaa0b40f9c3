#include "libs/graphql/execution/arguments.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "libs/graphql/language/ast.hpp"

namespace pipeline::graphql {
namespace {

using Coerced = Result<std::optional<InputValue>>;

class ArgumentCoercion {
 public:
  ArgumentCoercion(const GivenArguments& given, const Variables& variables)
      : given_(given), variables_(variables) {}

  // Nothing where the argument stays absent.
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
    return tl::make_unexpected(
        Error{std::move(message), {given_.source.LocationOf(where.start)}, {}, {}});
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

// The directive's `if`; `otherwise` where the node does not have the directive.
Result<bool> Condition(const DirectiveType& type,
                       const Source& source,
                       const std::vector<ast::Directive>& directives,
                       const Variables& variables,
                       bool otherwise) {
  for (const ast::Directive& directive : directives) {
    if (directive.name.text == type.name) {
      const GivenArguments given{source, directive.arguments, directive.span};
      const Result<Arguments> arguments = CoerceArguments(type.arguments, given, variables);
      if (!arguments) {
        return tl::make_unexpected(arguments.error());
      }
      const bool* condition = arguments->Get<bool>("if");
      return condition == nullptr ? otherwise : *condition;
    }
  }
  return otherwise;
}

}  // namespace

Result<bool> IsIncluded(const Schema& schema,
                        const Source& source,
                        const std::vector<ast::Directive>& directives,
                        const Variables& variables) {
  if (directives.empty()) {
    return true;
  }
  const DirectiveType* skip = schema.Directive("skip");
  const DirectiveType* include = schema.Directive("include");
  const Result<bool> skipped =
      skip == nullptr ? false : Condition(*skip, source, directives, variables, false);
  if (!skipped || *skipped) {
    return skipped ? Result<bool>(false) : skipped;
  }
  return include == nullptr ? true : Condition(*include, source, directives, variables, true);
}

}  // namespace pipeline::graphql
