#include "libs/graphql/validation/fragments.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <variant>

namespace pipeline::graphql::validation {
namespace {

const ast::SelectionSet* SetOf(const ast::Selection& selection) {
  if (const auto* field = std::get_if<ast::Field>(&selection.node)) {
    return field->selection_set.get();
  }
  const auto* inline_fragment = std::get_if<ast::InlineFragment>(&selection.node);
  return inline_fragment == nullptr ? nullptr : inline_fragment->selection_set.get();
}

Fragments::Spreads CollectSpreads(const ast::SelectionSet& selections) {
  Fragments::Spreads spreads;
  std::vector<const ast::SelectionSet*> sets{&selections};
  while (!sets.empty()) {
    const ast::SelectionSet& set = *sets.back();
    sets.pop_back();
    for (const ast::Selection& selection : set.selections) {
      if (const auto* spread = std::get_if<ast::FragmentSpread>(&selection.node)) {
        spreads.push_back(spread);
      } else if (const ast::SelectionSet* inner = SetOf(selection)) {
        sets.push_back(inner);
      }
    }
  }
  return spreads;
}

// Names in the order in which they came, each once.
class NameSet {
 public:
  void Add(std::string_view name) {
    if (seen_.insert(name).second) {
      names_.push_back(name);
    }
  }
  const std::vector<std::string_view>& Names() const { return names_; }

 private:
  std::unordered_set<std::string_view> seen_;
  std::vector<std::string_view> names_;
};

}  // namespace

Fragments::Fragments(const ast::Document& document, Report& report) : report_(report) {
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* fragment = std::get_if<ast::FragmentDefinition>(&definition.node)) {
      by_name_[fragment->name.text] = fragment;
    }
  }
}

const ast::FragmentDefinition* Fragments::Find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const Fragments::Spreads& Fragments::SpreadsOf(const ast::SelectionSet& selections) {
  const auto found = spreads_.find(&selections);
  return found != spreads_.end()
             ? found->second
             : spreads_.emplace(&selections, CollectSpreads(selections)).first->second;
}

const Fragments::Definitions& Fragments::ReachedBy(
    const std::vector<const ast::OperationDefinition*>& operations) {
  NameSet names;
  for (const ast::OperationDefinition* operation : operations) {
    for (const ast::FragmentSpread* spread : SpreadsOf(operation->selection_set)) {
      names.Add(spread->name.text);
    }
  }
  // The answer does not depend on the order of the names, but for its own order, which is that of
  // the first who asked.
  std::vector<std::string_view> key = names.Names();
  std::sort(key.begin(), key.end());
  const auto found = reached_.find(key);
  return found != reached_.end()
             ? found->second
             : reached_.emplace(std::move(key), Collect(names.Names())).first->second;
}

Fragments::Definitions Fragments::Collect(const std::vector<std::string_view>& names) {
  Definitions reached;
  NameSet collected;
  for (const std::string_view name : names) {
    collected.Add(name);
  }
  if (!Spend(names.size())) {
    return reached;
  }
  for (std::size_t i = 0; i < collected.Names().size(); ++i) {
    const ast::FragmentDefinition* fragment = Find(collected.Names()[i]);
    if (fragment == nullptr) {
      continue;
    }
    reached.push_back(fragment);
    const Spreads& spreads = SpreadsOf(fragment->selection_set);
    if (!Spend(spreads.size())) {
      return reached;
    }
    for (const ast::FragmentSpread* spread : spreads) {
      collected.Add(spread->name.text);
    }
  }
  return reached;
}

bool Fragments::Spend(std::size_t cost) {
  if (cost > budget_) {
    report_.Abort();
    return false;
  }
  budget_ -= cost;
  return true;
}

}  // namespace pipeline::graphql::validation
