#include "libs/graphql/validation/selection_totals.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace pipeline::graphql::validation {
namespace {

constexpr std::size_t kMost = 1'000'000'000;

std::size_t Add(std::size_t a, std::size_t b) { return std::min(a + b, kMost); }

class OwnCounter {
 public:
  OwnTotals Count(const std::vector<ast::Directive>& directives, const ast::SelectionSet& set) {
    own_.totals.directives += directives.size();
    Take(set, {});
    return std::move(own_);
  }

  void Count(const std::vector<ast::VariableDefinition>& variables) {
    for (const ast::VariableDefinition& variable : variables) {
      own_.totals.directives += variable.directives.size();
    }
  }

 private:
  struct Place {
    std::size_t depth = 0;
    bool depth_counts = true;
  };

  void Take(const ast::SelectionSet& set, Place place) {
    for (const ast::Selection& selection : set.selections) {
      std::visit([&](const auto& node) { Take(node, place); }, selection.node);
    }
  }

  void Take(const ast::Field& field, Place place) {
    const std::string_view name = field.name.text;
    own_.totals.directives += field.directives.size();
    if (field.alias && field.alias->text != "__typename" && name != "__typename") {
      ++own_.totals.aliases;
    }
    ++place.depth;
    place.depth_counts = place.depth_counts && name != "__schema" && name != "__type";
    if (place.depth_counts) {
      own_.totals.depth = std::max(own_.totals.depth, place.depth);
    }
    if (field.selection_set != nullptr) {
      Take(*field.selection_set, place);
    }
  }

  void Take(const ast::InlineFragment& fragment, Place place) {
    own_.totals.directives += fragment.directives.size();
    Take(*fragment.selection_set, place);
  }

  void Take(const ast::FragmentSpread& spread, Place place) {
    own_.totals.directives += spread.directives.size();
    own_.spreads.push_back({spread.name.text, place.depth, place.depth_counts});
  }

  OwnTotals own_;
};

}  // namespace

Totals TotalsCounter::Of(const ast::OperationDefinition& operation) {
  OwnCounter counter;
  counter.Count(operation.variables);
  return Follow(counter.Count(operation.directives, operation.selection_set));
}

Totals TotalsCounter::Follow(OwnTotals root) {
  Totals totals;
  std::vector<Step> open;
  open.push_back({std::move(root), &totals});
  while (!open.empty()) {
    Step& step = open.back();
    if (step.next == step.own.spreads.size()) {
      *step.result = Sum(step.own);
      open.pop_back();
    } else {
      Enter(step.own.spreads[step.next++].fragment, open);
    }
  }
  return totals;
}

void TotalsCounter::Enter(std::string_view fragment, std::vector<Step>& open) {
  const auto [found, inserted] = of_fragments_.try_emplace(fragment);
  const ast::FragmentDefinition* definition = fragments_.Find(fragment);
  if (inserted && definition != nullptr) {
    open.push_back(
        {OwnCounter().Count(definition->directives, definition->selection_set), &found->second});
  }
}

Totals TotalsCounter::Sum(const OwnTotals& own) const {
  Totals sum = own.totals;
  for (const OwnTotals::Spread& spread : own.spreads) {
    const Totals& more = of_fragments_.at(spread.fragment);
    sum.aliases = Add(sum.aliases, more.aliases);
    sum.directives = Add(sum.directives, more.directives);
    if (spread.depth_counts) {
      sum.depth = std::max(sum.depth, Add(spread.depth, more.depth));
    }
  }
  return sum;
}

}  // namespace pipeline::graphql::validation
