#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

// Each named type, of a variable or a fragment, is in the schema.
class KnownTypeNamesRule final : public Rule {
 public:
  explicit KnownTypeNamesRule(const Context& context) : context_(context) {}

  void EnterNamedType(const ast::Name& type) override {
    if (context_.schema.Type(type.text) == nullptr) {
      context_.report.Add(
          "Unknown type " + Quoted(type.text) + "." + DidYouMean(Similar(type.text)), type.span);
    }
  }

 private:
  std::vector<std::string_view> Similar(std::string_view name) const {
    if (!context_.suggestions) {
      return {};
    }
    std::vector<std::string_view> names;
    for (const auto& type : context_.schema.Types()) {
      names.push_back(type->name);
    }
    return Suggestions(name, names);
  }

  const Context& context_;
};

// A variable has an input type.
class VariablesAreInputTypesRule final : public Rule {
 public:
  explicit VariablesAreInputTypesRule(const Context& context) : context_(context) {}

  Inside EnterVariableDefinition(const ast::VariableDefinition& variable) override {
    const TypeRef type = TypeFromAst(context_.schema, variable.type);
    if (type && !type.Named().IsInput()) {
      context_.report.Add("Variable " + Quoted("$" + std::string(variable.variable.text)) +
                              " cannot be non-input type \"" + Printed(variable.type) + "\".",
                          variable.type.span);
    }
    return Inside::kSkip;
  }

 private:
  const Context& context_;
};

std::string QuotedVariable(std::string_view name) { return "\"$" + Clip(name) + '"'; }

// The names of an operation's variables are unique.
class UniqueVariableNamesRule final : public Rule {
 public:
  explicit UniqueVariableNamesRule(const Context& context) : context_(context) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    NameGroups groups;
    for (const ast::VariableDefinition& variable : operation.variables) {
      const std::string_view name = variable.variable.text;
      groups.Add(name, context_.report.OffsetOf(name));
    }
    for (const auto& [name, offsets] : groups.Groups()) {
      if (offsets.size() > 1) {
        context_.report.AddAll("There can be only one variable named " + QuotedVariable(name) + ".",
                               offsets);
      }
    }
    return Inside::kSkip;
  }

 private:
  const Context& context_;
};

// The operation defines each variable that it or a fragment it reaches uses.
class NoUndefinedVariablesRule final : public Rule {
 public:
  explicit NoUndefinedVariablesRule(const Context& context) : context_(context) {}

  void LeaveOperation(const ast::OperationDefinition& operation) override {
    std::unordered_set<std::string_view> defined;
    for (const ast::VariableDefinition& variable : operation.variables) {
      defined.insert(variable.variable.text);
    }
    const std::string problem =
        operation.name ? " is not defined by operation " + Quoted(operation.name->text) + "."
                       : " is not defined.";
    for (const VariableUsage* usage : context_.usages.Of(operation)) {
      if (!defined.contains(usage->variable->text)) {
        context_.report.AddAll("Variable " + QuotedVariable(usage->variable->text) + problem,
                               {usage->variable->span.start, operation.span.start});
      }
      if (context_.report.Ended()) {
        return;
      }
    }
  }

 private:
  const Context& context_;
};

// Each variable of an operation is used by it or a fragment it reaches.
class NoUnusedVariablesRule final : public Rule {
 public:
  explicit NoUnusedVariablesRule(const Context& context) : context_(context) {}

  void LeaveOperation(const ast::OperationDefinition& operation) override {
    std::unordered_set<std::string_view> used;
    for (const VariableUsage* usage : context_.usages.Of(operation)) {
      used.insert(usage->variable->text);
    }
    const std::string problem =
        operation.name ? " is never used in operation " + Quoted(operation.name->text) + "."
                       : " is never used.";
    for (const ast::VariableDefinition& variable : operation.variables) {
      if (!used.contains(variable.variable.text)) {
        context_.report.Add("Variable " + QuotedVariable(variable.variable.text) + problem,
                            variable.span);
      }
    }
  }

 private:
  const Context& context_;
};

// A variable's type is at least as strict as the type of each place that uses it.
class VariablesInAllowedPositionRule final : public Rule {
 public:
  explicit VariablesInAllowedPositionRule(const Context& context) : context_(context) {}

  void LeaveOperation(const ast::OperationDefinition& operation) override {
    std::unordered_map<std::string_view, const ast::VariableDefinition*> variables;
    for (const ast::VariableDefinition& variable : operation.variables) {
      variables[variable.variable.text] = &variable;
    }
    for (const VariableUsage* usage : context_.usages.Of(operation)) {
      const auto variable = variables.find(usage->variable->text);
      if (variable != variables.end() && usage->type) {
        Check(*variable->second, *usage);
      }
      if (context_.report.Ended()) {
        return;
      }
    }
  }

 private:
  void Check(const ast::VariableDefinition& variable, const VariableUsage& usage) {
    const TypeRef type = TypeFromAst(context_.schema, variable.type);
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

  // With a default value on either side, a nullable variable is allowed in a non-null place.
  bool Allowed(const ast::VariableDefinition& variable,
               const TypeRef& type,
               const VariableUsage& usage) const {
    if (!usage.type.IsNonNull() || type.IsNonNull()) {
      return IsSubtype(context_.schema, type, usage.type);
    }
    const bool has_default =
        usage.has_default ||
        (variable.default_value && variable.default_value->kind != ast::ValueKind::kNull);
    return has_default && IsSubtype(context_.schema, type, usage.type.Inner());
  }

  // False for a non-null input object type, as in graphql-js.
  static bool InOneOf(const TypeRef& parent) {
    return parent && parent.IsNamed() && parent.Named().one_of;
  }

  void Refuse(const ast::VariableDefinition& variable,
              const VariableUsage& usage,
              const std::string& problem) {
    context_.report.AddAll("Variable \"$" + Clip(usage.variable->text) + "\" " + problem,
                           {variable.span.start, usage.variable->span.start});
  }

  const Context& context_;
};

}  // namespace

RulePtr KnownTypeNames(const Context& context) {
  return std::make_unique<KnownTypeNamesRule>(context);
}

RulePtr VariablesAreInputTypes(const Context& context) {
  return std::make_unique<VariablesAreInputTypesRule>(context);
}

RulePtr UniqueVariableNames(const Context& context) {
  return std::make_unique<UniqueVariableNamesRule>(context);
}

RulePtr NoUndefinedVariables(const Context& context) {
  return std::make_unique<NoUndefinedVariablesRule>(context);
}

RulePtr NoUnusedVariables(const Context& context) {
  return std::make_unique<NoUnusedVariablesRule>(context);
}

RulePtr VariablesInAllowedPosition(const Context& context) {
  return std::make_unique<VariablesInAllowedPositionRule>(context);
}

}  // namespace pipeline::graphql::validation
