#include <string>
#include <utility>
#include <vector>

#include "libs/graphql/validation/root_fields.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// A subscription selects one root field, and none of introspection.
class SingleFieldSubscriptionsRule final : public Rule {
 public:
  explicit SingleFieldSubscriptionsRule(const Scope& scope) : scope_(scope) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    const NamedType* root = scope_.schema.Subscription();
    if (operation.operation == ast::OperationType::kSubscription && root != nullptr) {
      if (!started_) {
        started_ = true;
        scope_.fragments.Spend(scope_.document.definitions.size());
      }
      Check(operation, RootFields(scope_, *root).Collect(operation.selection_set));
    }
    return Inside::kSkip;
  }

 private:
  void Check(const ast::OperationDefinition& operation,
             const std::vector<RootFields::Fields>& fields) {
    const std::string subject =
        operation.name ? "Subscription " + Quoted(operation.name->text) : "Anonymous Subscription";
    if (fields.size() > 1) {
      RootFields::Fields extra;
      for (std::size_t i = 1; i < fields.size(); ++i) {
        extra.insert(extra.end(), fields[i].begin(), fields[i].end());
      }
      Refuse(subject + " must select only one top level field.", extra);
    }
    for (const RootFields::Fields& same : fields) {
      if (same.front()->name.text.starts_with("__")) {
        Refuse(subject + " must not select an introspection top level field.", same);
      }
    }
  }

  void Refuse(std::string message, const RootFields::Fields& fields) {
    std::vector<std::uint32_t> offsets;
    offsets.reserve(fields.size());
    for (const ast::Field* field : fields) {
      offsets.push_back(field->span.start);
    }
    scope_.report.AddAll(std::move(message), std::move(offsets));
  }

  const Scope& scope_;
  bool started_ = false;
};

}  // namespace

RulePtr SingleFieldSubscriptions(const Scope& scope) {
  return std::make_unique<SingleFieldSubscriptionsRule>(scope);
}

}  // namespace pipeline::graphql::validation
