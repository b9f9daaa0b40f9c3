#include "libs/graphql/validation/variable_usages.hpp"

#include <utility>

#include "libs/graphql/validation/type_info.hpp"
#include "libs/graphql/validation/walker.hpp"

namespace pipeline::graphql::validation {
namespace {

class Collector final : public Rule {
 public:
  explicit Collector(const TypeInfo& types) : types_(types) {}

  Inside EnterVariableDefinition(const ast::VariableDefinition& /*variable*/) override {
    return Inside::kSkip;
  }
  Inside EnterValue(const ast::Value& value) override {
    if (value.kind == ast::ValueKind::kVariable) {
      usages_.push_back({&value, types_.Input(), types_.HasDefault(), types_.ParentInput()});
    }
    return Inside::kVisit;
  }
  std::vector<VariableUsage> Take() { return std::move(usages_); }

 private:
  const TypeInfo& types_;
  std::vector<VariableUsage> usages_;
};

void Append(VariableUsages::Usages& usages, const std::vector<VariableUsage>& more) {
  for (const VariableUsage& usage : more) {
    usages.push_back(&usage);
  }
}

}  // namespace

const VariableUsages::Usages& VariableUsages::Of(const ast::OperationDefinition& operation) {
  const auto found = of_.find(&operation);
  if (found != of_.end()) {
    return found->second;
  }
  Usages& usages = of_[&operation];
  const Usages& of_fragments = WithinAll(fragments_.ReachedBy({&operation}));
  if (fragments_.Spend(of_fragments.size())) {
    Append(usages, Within(operation));
    usages.insert(usages.end(), of_fragments.begin(), of_fragments.end());
  }
  return usages;
}

const VariableUsages::Usages& VariableUsages::WithinAll(const Fragments::Definitions& fragments) {
  const auto [found, inserted] = within_all_.try_emplace(&fragments);
  Usages& usages = found->second;
  if (!inserted || !fragments_.Spend(fragments.size())) {
    return usages;
  }
  for (const ast::FragmentDefinition* fragment : fragments) {
    const std::vector<VariableUsage>& within = Within(*fragment);
    if (!fragments_.Spend(within.size())) {
      break;
    }
    Append(usages, within);
  }
  return usages;
}

template <typename Definition>
const std::vector<VariableUsage>& VariableUsages::Within(const Definition& definition) {
  const auto found = within_.find(&definition);
  if (found != within_.end()) {
    return found->second;
  }
  TypeInfo types(schema_);
  Collector collector(types);
  Walker(types, report_, {&collector}).Walk(definition);
  return within_.emplace(&definition, collector.Take()).first->second;
}

}  // namespace pipeline::graphql::validation
