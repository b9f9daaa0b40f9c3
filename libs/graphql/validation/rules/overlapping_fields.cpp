#include <algorithm>
#include <utility>
#include <variant>

#include "libs/graphql/validation/overlapping/comparison.hpp"
#include "libs/graphql/validation/rules/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

// Fields that answer under one name can be merged.
class OverlappingFieldsCanBeMergedRule final : public Rule {
 public:
  explicit OverlappingFieldsCanBeMergedRule(const Scope& scope)
      : scope_(scope), comparison_(scope) {}

  void EnterSelectionSet(const ast::SelectionSet& selections) override {
    const auto& nodes = selections.selections;
    if (nodes.size() == 1 && !std::holds_alternative<ast::InlineFragment>(nodes[0].node)) {
      return;
    }
    Conflicts conflicts(kMaxConflicts);
    comparison_.Within(scope_.types.Parent(), selections, conflicts);
    for (const Conflict& conflict : conflicts) {
      std::vector<std::uint32_t> offsets;
      for (const auto* side : {&conflict.fields1, &conflict.fields2}) {
        std::transform(side->begin(), side->end(), std::back_inserter(offsets), [](const auto* f) {
          return f->span.start;
        });
      }
      scope_.report.AddAll(MessageOf(conflict), std::move(offsets));
    }
  }

 private:
  // More of one selection set help nobody, even where the number of errors has no limit.
  static constexpr std::size_t kMaxConflicts = 1000;

  const Scope& scope_;
  Comparison comparison_;
};

}  // namespace

RulePtr OverlappingFieldsCanBeMerged(const Scope& scope) {
  return std::make_unique<OverlappingFieldsCanBeMergedRule>(scope);
}

}  // namespace pipeline::graphql::validation
