#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// A document to be executed defines operations and fragments, no types.
class ExecutableDefinitionsRule final : public Rule {
 public:
  explicit ExecutableDefinitionsRule(const Scope& scope) : scope_(scope) {}

  Inside EnterDocument(const ast::Document& document) override {
    for (const ast::Definition& definition : document.definitions) {
      std::visit([&](const auto& node) { Check(node); }, definition.node);
    }
    return Inside::kSkip;
  }

 private:
  static void Check(const ast::OperationDefinition& /*operation*/) {}
  static void Check(const ast::FragmentDefinition& /*fragment*/) {}
  void Check(const ast::SchemaDefinition& schema) { Refuse("schema", schema.span); }
  void Check(const ast::TypeDefinition& type) { Refuse(Quoted(type.name.text), type.span); }
  void Check(const ast::DirectiveDefinition& directive) {
    Refuse(Quoted(directive.name.text), directive.span);
  }
  void Refuse(const std::string& name, const Span& span) {
    scope_.report.Add("The " + name + " definition is not executable.", span);
  }

  const Scope& scope_;
};

// No two operations have one name.
class UniqueOperationNamesRule final : public Rule {
 public:
  explicit UniqueOperationNamesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    if (operation.name) {
      const ast::Name& name = *operation.name;
      const auto [known, inserted] = known_.emplace(name.text, name.span.start);
      if (!inserted) {
        scope_.report.AddAll("There can be only one operation named " + Quoted(name.text) + ".",
                             {known->second, name.span.start});
      }
    }
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& /*fragment*/) override {
    return Inside::kSkip;
  }

 private:
  const Scope& scope_;
  std::unordered_map<std::string_view, std::uint32_t> known_;
};

// An operation without a name has to be the only one.
class LoneAnonymousOperationRule final : public Rule {
 public:
  explicit LoneAnonymousOperationRule(const Scope& scope) : scope_(scope) {}

  Inside EnterDocument(const ast::Document& document) override {
    for (const ast::Definition& definition : document.definitions) {
      operations_ += std::holds_alternative<ast::OperationDefinition>(definition.node) ? 1U : 0U;
    }
    return Inside::kVisit;
  }
  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    if (!operation.name && operations_ > 1) {
      scope_.report.Add("This anonymous operation must be the only defined operation.",
                        operation.span);
    }
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& /*fragment*/) override {
    return Inside::kSkip;
  }

 private:
  const Scope& scope_;
  std::size_t operations_ = 0;
};

}  // namespace

RulePtr ExecutableDefinitions(const Scope& scope) {
  return std::make_unique<ExecutableDefinitionsRule>(scope);
}

RulePtr UniqueOperationNames(const Scope& scope) {
  return std::make_unique<UniqueOperationNamesRule>(scope);
}

RulePtr LoneAnonymousOperation(const Scope& scope) {
  return std::make_unique<LoneAnonymousOperationRule>(scope);
}

}  // namespace pipeline::graphql::validation
