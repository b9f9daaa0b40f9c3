#include <string>
#include <string_view>
#include <vector>

#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// Each type that is named is in the schema.
class KnownTypeNamesRule final : public Rule {
 public:
  explicit KnownTypeNamesRule(const Scope& scope) : scope_(scope) {}

  void EnterNamedType(const ast::Name& type) override {
    if (scope_.schema.Type(type.text) == nullptr) {
      scope_.report.Add("Unknown type " + Quoted(type.text) + "." + DidYouMean(Similar(type.text)),
                        type.span);
    }
  }

 private:
  std::vector<std::string_view> Similar(std::string_view name) const {
    if (!scope_.suggestions) {
      return {};
    }
    std::vector<std::string_view> names;
    for (const auto& type : scope_.schema.Types()) {
      names.push_back(type->name);
    }
    return Suggestions(name, names);
  }

  const Scope& scope_;
};

// A variable's type is one that may come in.
class VariablesAreInputTypesRule final : public Rule {
 public:
  explicit VariablesAreInputTypesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterVariableDefinition(const ast::VariableDefinition& variable) override {
    const TypeRef type = TypeFromAst(scope_.schema, variable.type);
    if (type && !type.Named().IsInput()) {
      scope_.report.Add("Variable " + Quoted("$" + std::string(variable.variable.text)) +
                            " cannot be non-input type \"" + Printed(variable.type) + "\".",
                        variable.type.span);
    }
    return Inside::kSkip;
  }

 private:
  const Scope& scope_;
};

}  // namespace

RulePtr KnownTypeNames(const Scope& scope) { return std::make_unique<KnownTypeNamesRule>(scope); }

RulePtr VariablesAreInputTypes(const Scope& scope) {
  return std::make_unique<VariablesAreInputTypesRule>(scope);
}

}  // namespace pipeline::graphql::validation
