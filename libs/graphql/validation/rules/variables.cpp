#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "libs/graphql/validation/rules/name_groups.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"
#include "libs/graphql/validation/variable_usages.hpp"

namespace pipeline::graphql::validation {
namespace {

std::string QuotedVariable(std::string_view name) { return "\"$" + Clip(name) + '"'; }

// No two variables of an operation have one name.
class UniqueVariableNamesRule final : public Rule {
 public:
  explicit UniqueVariableNamesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    NameGroups groups;
    for (const ast::VariableDefinition& variable : operation.variables) {
      const std::string_view name = variable.variable.text;
      groups.Add(name, scope_.report.OffsetOf(name));
    }
    for (const auto& [name, offsets] : groups.Groups()) {
      if (offsets.size() > 1) {
        scope_.report.AddAll("There can be only one variable named " + QuotedVariable(name) + ".",
                             offsets);
      }
    }
    return Inside::kSkip;
  }

 private:
  const Scope& scope_;
};

// Each variable that an operation or a fragment that it reaches uses is the operation's.
class NoUndefinedVariablesRule final : public Rule {
 public:
  explicit NoUndefinedVariablesRule(const Scope& scope) : scope_(scope) {}

  void LeaveOperation(const ast::OperationDefinition& operation) override {
    std::unordered_set<std::string_view> defined;
    for (const ast::VariableDefinition& variable : operation.variables) {
      defined.insert(variable.variable.text);
    }
    const std::string problem =
        operation.name ? " is not defined by operation " + Quoted(operation.name->text) + "."
                       : " is not defined.";
    for (const VariableUsage* usage : scope_.usages.Of(operation)) {
      if (!defined.contains(usage->variable->text)) {
        scope_.report.AddAll("Variable " + QuotedVariable(usage->variable->text) + problem,
                             {usage->variable->span.start, operation.span.start});
      }
      if (scope_.report.Ended()) {
        return;
      }
    }
  }

 private:
  const Scope& scope_;
};

// Each variable of an operation is used, by it or a fragment that it reaches.
class NoUnusedVariablesRule final : public Rule {
 public:
  explicit NoUnusedVariablesRule(const Scope& scope) : scope_(scope) {}

  void LeaveOperation(const ast::OperationDefinition& operation) override {
    std::unordered_set<std::string_view> used;
    for (const VariableUsage* usage : scope_.usages.Of(operation)) {
      used.insert(usage->variable->text);
    }
    const std::string problem =
        operation.name ? " is never used in operation " + Quoted(operation.name->text) + "."
                       : " is never used.";
    for (const ast::VariableDefinition& variable : operation.variables) {
      if (!used.contains(variable.variable.text)) {
        scope_.report.Add("Variable " + QuotedVariable(variable.variable.text) + problem,
                          variable.span);
      }
    }
  }

 private:
  const Scope& scope_;
};

}  // namespace

RulePtr UniqueVariableNames(const Scope& scope) {
  return std::make_unique<UniqueVariableNamesRule>(scope);
}

RulePtr NoUndefinedVariables(const Scope& scope) {
  return std::make_unique<NoUndefinedVariablesRule>(scope);
}

RulePtr NoUnusedVariables(const Scope& scope) {
  return std::make_unique<NoUnusedVariablesRule>(scope);
}

}  // namespace pipeline::graphql::validation
