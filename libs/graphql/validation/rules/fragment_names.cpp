#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// No two fragments have one name.
class UniqueFragmentNamesRule final : public Rule {
 public:
  explicit UniqueFragmentNamesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterOperation(const ast::OperationDefinition& /*operation*/) override {
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& fragment) override {
    const ast::Name& name = fragment.name;
    const auto [known, inserted] = known_.emplace(name.text, name.span.start);
    if (!inserted) {
      scope_.report.AddAll("There can be only one fragment named " + Quoted(name.text) + ".",
                           {known->second, name.span.start});
    }
    return Inside::kSkip;
  }

 private:
  const Scope& scope_;
  std::unordered_map<std::string_view, std::uint32_t> known_;
};

// What is spread is defined.
class KnownFragmentNamesRule final : public Rule {
 public:
  explicit KnownFragmentNamesRule(const Scope& scope) : scope_(scope) {}

  void EnterSpread(const ast::FragmentSpread& spread) override {
    if (scope_.fragments.Find(spread.name.text) == nullptr) {
      scope_.report.Add("Unknown fragment " + Quoted(spread.name.text) + ".", spread.name.span);
    }
  }

 private:
  const Scope& scope_;
};

// Each fragment is reached by an operation.
class NoUnusedFragmentsRule final : public Rule {
 public:
  explicit NoUnusedFragmentsRule(const Scope& scope) : scope_(scope) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    operations_.push_back(&operation);
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& fragment) override {
    fragments_.push_back(&fragment);
    return Inside::kSkip;
  }
  void LeaveDocument(const ast::Document& /*document*/) override {
    std::unordered_set<std::string_view> used;
    for (const ast::FragmentDefinition* fragment : scope_.fragments.ReachedBy(operations_)) {
      used.insert(fragment->name.text);
    }
    for (const ast::FragmentDefinition* fragment : fragments_) {
      if (!used.contains(fragment->name.text)) {
        scope_.report.Add("Fragment " + Quoted(fragment->name.text) + " is never used.",
                          fragment->span);
      }
    }
  }

 private:
  const Scope& scope_;
  std::vector<const ast::OperationDefinition*> operations_;
  Fragments::Definitions fragments_;
};

}  // namespace

RulePtr UniqueFragmentNames(const Scope& scope) {
  return std::make_unique<UniqueFragmentNamesRule>(scope);
}

RulePtr KnownFragmentNames(const Scope& scope) {
  return std::make_unique<KnownFragmentNamesRule>(scope);
}

RulePtr NoUnusedFragments(const Scope& scope) {
  return std::make_unique<NoUnusedFragmentsRule>(scope);
}

}  // namespace pipeline::graphql::validation
