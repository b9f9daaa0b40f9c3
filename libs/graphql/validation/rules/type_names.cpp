#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// Known to every schema file, whether the schema uses them or not.
constexpr std::array<std::string_view, 13> kStandardTypes = {"String",
                                                             "Int",
                                                             "Float",
                                                             "Boolean",
                                                             "ID",
                                                             "__Schema",
                                                             "__Directive",
                                                             "__DirectiveLocation",
                                                             "__Type",
                                                             "__Field",
                                                             "__InputValue",
                                                             "__EnumValue",
                                                             "__TypeKind"};

// Each type that is named is in the schema, or else defined in the document.
class KnownTypeNamesRule final : public Rule {
 public:
  explicit KnownTypeNamesRule(const Scope& scope) : scope_(scope) {
    for (const ast::Definition& definition : scope.document.definitions) {
      const auto* type = std::get_if<ast::TypeDefinition>(&definition.node);
      if (type != nullptr && !type->extend) {
        defined_.insert(type->name.text);
      }
    }
  }

  void EnterNamedType(const ast::Name& type, bool in_sdl) override {
    const bool known = scope_.schema.Type(type.text) != nullptr || defined_.contains(type.text) ||
                       (in_sdl && IsStandard(type.text));
    if (!known) {
      scope_.report.Add(
          "Unknown type " + Quoted(type.text) + "." + DidYouMean(Similar(type.text, in_sdl)),
          type.span);
    }
  }

 private:
  static bool IsStandard(std::string_view name) {
    return std::find(kStandardTypes.begin(), kStandardTypes.end(), name) != kStandardTypes.end();
  }

  std::vector<std::string_view> Similar(std::string_view name, bool in_sdl) const {
    if (!scope_.suggestions) {
      return {};
    }
    std::vector<std::string_view> names;
    if (in_sdl) {
      names.assign(kStandardTypes.begin(), kStandardTypes.end());
    }
    for (const auto& type : scope_.schema.Types()) {
      names.push_back(type->name);
    }
    names.insert(names.end(), defined_.begin(), defined_.end());
    return Suggestions(name, names);
  }

  const Scope& scope_;
  std::set<std::string_view> defined_;
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
