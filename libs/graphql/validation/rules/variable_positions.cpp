#include <string>
#include <string_view>
#include <unordered_map>

#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"
#include "libs/graphql/validation/variable_usages.hpp"

namespace pipeline::graphql::validation {
namespace {

// A variable's type is at least as strict as each place that uses it.
class VariablesInAllowedPositionRule final : public Rule {
 public:
  explicit VariablesInAllowedPositionRule(const Scope& scope) : scope_(scope) {}

  void LeaveOperation(const ast::OperationDefinition& operation) override {
    std::unordered_map<std::string_view, const ast::VariableDefinition*> variables;
    for (const ast::VariableDefinition& variable : operation.variables) {
      variables[variable.variable.text] = &variable;
    }
    for (const VariableUsage* usage : scope_.usages.Of(operation)) {
      const auto variable = variables.find(usage->variable->text);
      if (variable != variables.end() && usage->type) {
        Check(*variable->second, *usage);
      }
      if (scope_.report.Ended()) {
        return;
      }
    }
  }

 private:
  void Check(const ast::VariableDefinition& variable, const VariableUsage& usage) {
    const TypeRef type = TypeFromAst(scope_.schema, variable.type);
    if (!type) {
      return;
    }
    if (!Allowed(variable, type, usage)) {
      Refuse(variable,
             usage,
             "of type \"" + ToString(type) + "\" used in position expecting type \"" +
                 ToString(usage.type) + "\".");
    }
    if (InOneOf(usage.parent_input) && !type.IsNonNull()) {
      Refuse(variable,
             usage,
             "is of type \"" + ToString(type) +
                 "\" but must be non-nullable to be used for OneOf Input Object \"" +
                 ToString(usage.parent_input) + "\".");
    }
  }

  // A default value on either side makes up for a null that the place does not take.
  bool Allowed(const ast::VariableDefinition& variable,
               const TypeRef& type,
               const VariableUsage& usage) const {
    if (!usage.type.IsNonNull() || type.IsNonNull()) {
      return IsSubtype(scope_.schema, type, usage.type);
    }
    const bool has_default =
        usage.has_default ||
        (variable.default_value && variable.default_value->kind != ast::ValueKind::kNull);
    return has_default && IsSubtype(scope_.schema, type, usage.type.Inner());
  }

  // Like graphql-js, does not see it where the input object itself is not null.
  static bool InOneOf(const TypeRef& parent) {
    return parent && parent.IsNamed() && parent.Named().one_of;
  }

  void Refuse(const ast::VariableDefinition& variable,
              const VariableUsage& usage,
              const std::string& problem) {
    scope_.report.AddAll("Variable \"$" + Clip(usage.variable->text) + "\" " + problem,
                         {variable.span.start, usage.variable->span.start});
  }

  const Scope& scope_;
};

}  // namespace

RulePtr VariablesInAllowedPosition(const Scope& scope) {
  return std::make_unique<VariablesInAllowedPositionRule>(scope);
}

}  // namespace pipeline::graphql::validation
