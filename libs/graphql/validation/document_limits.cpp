#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

// The size of an operation or fragment with its spreads. Numbers saturate at a billion.
struct Totals {
  std::size_t aliases = 0;
  std::size_t depth = 0;
  std::size_t directives = 0;
};

// The size of a definition without its spreads, and the spreads.
struct OwnTotals {
  struct Spread {
    std::string_view fragment;
    std::size_t depth;  // The number of fields around it.
    bool depth_counts;  // False below __schema and __type.
  };

  Totals totals;
  std::vector<Spread> spreads;
};

// Counts each fragment of a document once. A fragment counts as empty within itself.
class TotalsCounter {
 public:
  explicit TotalsCounter(const Fragments& fragments) : fragments_(fragments) {}

  Totals Of(const ast::OperationDefinition& operation);

 private:
  struct Step {
    OwnTotals own;
    Totals* result;
    std::size_t next = 0;
  };

  Totals Follow(OwnTotals root);
  void Enter(std::string_view fragment, std::vector<Step>& open);
  Totals Sum(const OwnTotals& own) const;

  const Fragments& fragments_;
  std::unordered_map<std::string_view, Totals> of_fragments_;
};

constexpr std::size_t kMost = 1'000'000'000;

std::size_t Add(std::size_t a, std::size_t b) { return std::min(a + b, kMost); }

class OwnCounter {
 public:
  OwnTotals Count(const std::vector<ast::Directive>& directives, const ast::SelectionSet& set) {
    own_.totals.directives += directives.size();
    Visit(set, {});
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

  void Visit(const ast::SelectionSet& set, Place place) {
    for (const ast::Selection& selection : set.selections) {
      std::visit([&](const auto& node) { Visit(node, place); }, selection.node);
    }
  }

  void Visit(const ast::Field& field, Place place) {
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
      Visit(*field.selection_set, place);
    }
  }

  void Visit(const ast::InlineFragment& fragment, Place place) {
    own_.totals.directives += fragment.directives.size();
    Visit(*fragment.selection_set, place);
  }

  void Visit(const ast::FragmentSpread& spread, Place place) {
    own_.totals.directives += spread.directives.size();
    own_.spreads.push_back({spread.name.text, place.depth, place.depth_counts});
  }

  OwnTotals own_;
};

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

std::optional<std::string> Check(const char* what, std::size_t limit, std::size_t found) {
  if (limit == 0 || found <= limit) {
    return std::nullopt;
  }
  return std::string("Syntax Error: ") + what + " limit of " + std::to_string(limit) +
         " exceeded, found " + std::to_string(found) + ".";
}

std::optional<std::string> Check(const Totals& totals, const ValidationLimits& limits) {
  auto problem = Check("Aliases", limits.aliases, totals.aliases);
  if (!problem) {
    problem = Check("Query depth", limits.depth, totals.depth);
  }
  return problem ? problem : Check("Directives", limits.directives, totals.directives);
}

constexpr std::size_t kMaxLists = 3;

// Introspection nests fewer than three of the lists that lead from types to types, because a
// response grows exponentially with them. A fragment is searched again only at a greater depth than
// before. An explicit stack replaces recursion.
class MaxIntrospectionDepthRule final : public Rule {
 public:
  explicit MaxIntrospectionDepthRule(const Context& context) : context_(context) {}

  Inside EnterField(const ast::Field& field) override {
    if ((field.name.text != "__schema" && field.name.text != "__type") || !TooDeep(field)) {
      return Inside::kVisit;
    }
    context_.report.Add("Maximum introspection depth exceeded", field.span);
    return Inside::kSkip;
  }

 private:
  using Depths = std::unordered_map<std::string_view, std::size_t>;

  struct Step {
    const ast::SelectionSet* selections;
    std::size_t lists;
    std::string_view fragment;  // The fragment that these are the selections of, or empty.
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
    const ast::FragmentDefinition* fragment = context_.fragments.Find(name);
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

  const Context& context_;
  std::vector<Step> open_;
  Depths visited_;   // Below the current root.
  Depths fine_;      // Searched from this depth: not too deep.
  Depths too_deep_;  // Too deep from this depth.
};

}  // namespace

std::optional<std::string> ExceededLimit(const ast::Document& document,
                                         const Fragments& fragments,
                                         const ValidationLimits& limits) {
  if (limits.aliases == 0 && limits.depth == 0 && limits.directives == 0) {
    return std::nullopt;
  }
  TotalsCounter counter(fragments);
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* operation = std::get_if<ast::OperationDefinition>(&definition.node)) {
      if (auto problem = Check(counter.Of(*operation), limits)) {
        return problem;
      }
    }
  }
  return std::nullopt;
}

RulePtr MaxIntrospectionDepth(const Context& context) {
  return std::make_unique<MaxIntrospectionDepthRule>(context);
}

}  // namespace pipeline::graphql::validation
