#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// No fragment spreads itself, at whatever distance. Each fragment is looked into once; the way to
// it is kept on a stack of our own, because a chain of fragments may be as long as the document.
class NoFragmentCyclesRule final : public Rule {
 public:
  explicit NoFragmentCyclesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterOperation(const ast::OperationDefinition& /*operation*/) override {
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& fragment) override {
    Open(fragment);
    while (!open_.empty() && !scope_.report.Ended()) {
      Step& step = open_.back();
      if (step.next < step.spreads->size()) {
        Follow(*(*step.spreads)[step.next++]);
      } else {
        Close();
      }
    }
    return Inside::kSkip;
  }

 private:
  struct Step {
    std::string_view fragment;
    const Fragments::Spreads* spreads;
    std::size_t next = 0;
  };

  void Open(const ast::FragmentDefinition& fragment) {
    const std::string_view name = fragment.name.text;
    if (!visited_.insert(name).second) {
      return;
    }
    place_[name] = path_.size();
    open_.push_back({name, &scope_.fragments.SpreadsOf(fragment.selection_set)});
  }

  void Follow(const ast::FragmentSpread& spread) {
    const std::string_view name = spread.name.text;
    path_.push_back(&spread);
    const auto in_path = place_.find(name);
    if (in_path != place_.end()) {
      Refuse(in_path->second);
      path_.pop_back();
      return;
    }
    const std::size_t before = open_.size();
    if (const ast::FragmentDefinition* fragment = scope_.fragments.Find(name)) {
      Open(*fragment);
    }
    if (open_.size() == before) {
      path_.pop_back();
    }
  }

  void Close() {
    place_.erase(open_.back().fragment);
    open_.pop_back();
    if (!open_.empty()) {
      path_.pop_back();
    }
  }

  void Refuse(std::size_t begin) {
    std::string via;
    std::vector<std::uint32_t> offsets;
    for (std::size_t i = begin; i < path_.size(); ++i) {
      offsets.push_back(path_[i]->span.start);
      if (i + 1 < path_.size()) {
        via += (via.empty() ? " via " : ", ") + Quoted(path_[i]->name.text);
      }
    }
    scope_.report.AddAll(
        "Cannot spread fragment " + Quoted(path_.back()->name.text) + " within itself" + via + ".",
        std::move(offsets));
  }

  const Scope& scope_;
  std::unordered_set<std::string_view> visited_;
  std::vector<Step> open_;
  std::vector<const ast::FragmentSpread*> path_;
  std::unordered_map<std::string_view, std::size_t> place_;  // Of open fragments, in the path.
};

}  // namespace

RulePtr NoFragmentCycles(const Scope& scope) {
  return std::make_unique<NoFragmentCyclesRule>(scope);
}

}  // namespace pipeline::graphql::validation
