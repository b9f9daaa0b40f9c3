#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

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

RulePtr UniqueOperationNames(const Scope& scope) {
  return std::make_unique<UniqueOperationNamesRule>(scope);
}

RulePtr LoneAnonymousOperation(const Scope& scope) {
  return std::make_unique<LoneAnonymousOperationRule>(scope);
}

}  // namespace pipeline::graphql::validation
