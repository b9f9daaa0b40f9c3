#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "libs/graphql/validation/rules/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

constexpr std::size_t kMaxLists = 3;

// Introspection nests less than three of the lists that lead from types to types: an answer grows
// with the power of their number. A fragment is looked into again only where it stands deeper than
// before; the way down is a stack of our own.
class MaxIntrospectionDepthRule final : public Rule {
 public:
  explicit MaxIntrospectionDepthRule(const Scope& scope) : scope_(scope) {}

  Inside EnterField(const ast::Field& field) override {
    if ((field.name.text != "__schema" && field.name.text != "__type") || !TooDeep(field)) {
      return Inside::kVisit;
    }
    scope_.report.Add("Maximum introspection depth exceeded", field.span);
    return Inside::kSkip;
  }

 private:
  using Depths = std::unordered_map<std::string_view, std::size_t>;

  struct Step {
    const ast::SelectionSet* selections;
    std::size_t lists;
    std::string_view fragment;  // Whose selections they are; empty: no fragment's.
    std::size_t next = 0;
  };

  bool TooDeep(const ast::Field& root) {
    visited_.clear();
    open_.clear();
    Open(root.selection_set.get(), 0);
    while (!open_.empty()) {
      Step& step = open_.back();
      if (step.next == step.selections->selections.size()) {
        if (!step.fragment.empty()) {
          fine_[step.fragment] = step.lists;
        }
        open_.pop_back();
        continue;
      }
      const ast::Selection& selection = step.selections->selections[step.next++];
      const std::size_t lists = step.lists;
      if (std::visit([&](const auto& node) { return Enter(node, lists); }, selection.node)) {
        RememberTooDeep();
        return true;
      }
    }
    return false;
  }

  void Open(const ast::SelectionSet* selections, std::size_t lists, std::string_view name = {}) {
    if (selections != nullptr) {
      open_.push_back({selections, lists, name});
    }
  }

  bool Enter(const ast::Field& field, std::size_t lists) {
    const std::string_view name = field.name.text;
    const bool list = name == "fields" || name == "interfaces" || name == "possibleTypes" ||
                      name == "inputFields";
    const std::size_t depth = lists + (list ? 1 : 0);
    if (list && depth >= kMaxLists) {
      return true;
    }
    Open(field.selection_set.get(), depth);
    return false;
  }

  bool Enter(const ast::InlineFragment& fragment, std::size_t lists) {
    Open(fragment.selection_set.get(), lists);
    return false;
  }

  bool Enter(const ast::FragmentSpread& spread, std::size_t lists) {
    const std::string_view name = spread.name.text;
    const auto too_deep = too_deep_.find(name);
    if (too_deep != too_deep_.end() && too_deep->second <= lists) {
      return true;
    }
    const ast::FragmentDefinition* fragment = scope_.fragments.Find(name);
    if (fragment == nullptr || Reached(visited_, name, lists) || Reached(fine_, name, lists)) {
      return false;
    }
    visited_[name] = lists;
    Open(&fragment->selection_set, lists, name);
    return false;
  }

  static bool Reached(const Depths& depths, std::string_view name, std::size_t lists) {
    const auto found = depths.find(name);
    return found != depths.end() && found->second >= lists;
  }

  void RememberTooDeep() {
    for (auto step = open_.rbegin(); step != open_.rend(); ++step) {
      if (!step->fragment.empty()) {
        too_deep_[step->fragment] = step->lists;
      }
    }
  }

  const Scope& scope_;
  std::vector<Step> open_;
  Depths visited_;   // Below the present root.
  Depths fine_;      // Looked through from this depth on, and not too deep.
  Depths too_deep_;  // Too deep from this depth on.
};

}  // namespace

RulePtr MaxIntrospectionDepth(const Scope& scope) {
  return std::make_unique<MaxIntrospectionDepthRule>(scope);
}

}  // namespace pipeline::graphql::validation
