#include "libs/graphql/execution/collect_fields.hpp"

#include <unordered_map>
#include <unordered_set>
#include <variant>

#include "libs/graphql/execution/values.hpp"

namespace pipeline::graphql {
namespace {

// The argument `if` of the directive; `otherwise` if the node does not have the directive.
Result<bool> Condition(const DirectiveType& type,
                       const Source& source,
                       const std::vector<ast::Directive>& directives,
                       const Variables& variables,
                       bool otherwise) {
  for (const ast::Directive& directive : directives) {
    if (directive.name.text == type.name) {
      const GivenArguments given{source, directive.arguments, directive.span};
      const Result<Arguments> arguments = CoerceArguments(type.arguments, given, variables);
      if (!arguments) {
        return tl::make_unexpected(arguments.error());
      }
      const bool* condition = arguments->Get<bool>("if");
      return condition == nullptr ? otherwise : *condition;
    }
  }
  return otherwise;
}

// Evaluates @skip and @include: true if the node is part of the response.
Result<bool> IsIncluded(const Schema& schema,
                        const Source& source,
                        const std::vector<ast::Directive>& directives,
                        const Variables& variables) {
  if (directives.empty()) {
    return true;
  }
  const DirectiveType* skip = schema.Directive("skip");
  const DirectiveType* include = schema.Directive("include");
  const Result<bool> skipped =
      skip == nullptr ? false : Condition(*skip, source, directives, variables, false);
  if (!skipped || *skipped) {
    return skipped ? Result<bool>(false) : skipped;
  }
  return include == nullptr ? true : Condition(*include, source, directives, variables, true);
}

// Up to this many keys a linear search is faster than a table.
constexpr std::size_t kSearchedKeys = 16;

class SelectionWalk {
 public:
  SelectionWalk(const Schema& schema,
                const Executable& executable,
                const Variables& variables,
                const NamedType& type)
      : schema_(schema), executable_(executable), variables_(variables), type_(type) {}

  // False after a failure.
  bool Collect(const ast::SelectionSet& set, SelectionPlan& plan) {
    Enter(set);
    while (!stack_.empty()) {
      Place& place = stack_.back();
      if (place.next == place.set->selections.size()) {
        stack_.pop_back();
      } else if (!Visit(place.set->selections[place.next++], plan)) {
        return false;
      }
    }
    return true;
  }

 private:
  struct Place {
    const ast::SelectionSet* set;
    std::size_t next;
  };

  void Enter(const ast::SelectionSet& set) { stack_.push_back({&set, 0}); }

  bool Visit(const ast::Selection& selection, SelectionPlan& plan) {
    return std::visit([&](const auto& node) { return VisitNode(node, plan); }, selection.node);
  }

  bool VisitNode(const ast::Field& field, SelectionPlan& plan) {
    if (Includes(field.directives, plan)) {
      PlanOf(field.ResponseName(), plan).nodes.push_back(&field);
    }
    return !plan.failure;
  }

  bool VisitNode(const ast::InlineFragment& fragment, SelectionPlan& plan) {
    if (Includes(fragment.directives, plan) &&
        (!fragment.type_condition || Matches(fragment.type_condition->text))) {
      Enter(*fragment.selection_set);
    }
    return !plan.failure;
  }

  bool VisitNode(const ast::FragmentSpread& spread, SelectionPlan& plan) {
    if (visited_.contains(spread.name.text) || !Includes(spread.directives, plan)) {
      return !plan.failure;
    }
    visited_.insert(spread.name.text);
    const auto fragment = executable_.fragments.find(spread.name.text);
    if (fragment != executable_.fragments.end() && Matches(fragment->second->type_condition.text)) {
      Enter(fragment->second->selection_set);
    }
    return true;
  }

  bool Includes(const std::vector<ast::Directive>& directives, SelectionPlan& plan) const {
    Result<bool> included = IsIncluded(schema_, *executable_.source, directives, variables_);
    if (!included) {
      plan.failure = std::move(included.error());
    }
    return included && *included;
  }

  bool Matches(std::string_view condition) const {
    const NamedType* named = schema_.Type(condition);
    return named == &type_ ||
           (named != nullptr && named->IsAbstract() && schema_.IsPossibleType(*named, type_));
  }

  FieldPlan& PlanOf(std::string_view key, SelectionPlan& plan) {
    if (FieldPlan* found = Find(key, plan.fields)) {
      return *found;
    }
    FieldPlan& added = plan.fields.emplace_back();
    added.key = key;
    added.parent = &type_;
    if (plan.fields.size() > kSearchedKeys) {
      Index(plan.fields);
    }
    return added;
  }

  FieldPlan* Find(std::string_view key, std::vector<FieldPlan>& fields) {
    if (fields.size() > kSearchedKeys) {
      const auto found = by_key_.find(key);
      return found == by_key_.end() ? nullptr : &fields[found->second];
    }
    for (FieldPlan& field : fields) {
      if (field.key == key) {
        return &field;
      }
    }
    return nullptr;
  }

  void Index(const std::vector<FieldPlan>& fields) {
    for (std::size_t i = by_key_.size(); i < fields.size(); ++i) {
      by_key_.emplace(fields[i].key, i);
    }
  }

  const Schema& schema_;
  const Executable& executable_;
  const Variables& variables_;
  const NamedType& type_;
  std::vector<Place> stack_;
  std::unordered_set<std::string_view> visited_;
  std::unordered_map<std::string_view, std::size_t> by_key_;
};

}  // namespace

SelectionPlan& FieldCollector::Root(const NamedType& type,
                                    const ast::OperationDefinition& operation) {
  SelectionPlan& plan = plans_.emplace_back();
  SelectionWalk walk(schema_, executable_, variables_, type);
  if (walk.Collect(operation.selection_set, plan)) {
    Resolve(plan, type);
  }
  return plan;
}

SelectionPlan& FieldCollector::Below(FieldPlan& field, const NamedType& type) {
  for (const auto& [known, plan] : field.selections) {
    if (known == &type) {
      return *plan;
    }
  }
  SelectionPlan& plan = plans_.emplace_back();
  field.selections.emplace_back(&type, &plan);
  SelectionWalk walk(schema_, executable_, variables_, type);
  for (const ast::Field* node : field.nodes) {
    if (node->selection_set != nullptr && !walk.Collect(*node->selection_set, plan)) {
      return plan;
    }
  }
  Resolve(plan, type);
  return plan;
}

// A field that the schema lacks is left out; validation refuses it anyway.
void FieldCollector::Resolve(SelectionPlan& plan, const NamedType& type) const {
  std::erase_if(plan.fields, [&](FieldPlan& field) {
    field.field = schema_.FieldOf(type, field.nodes.front()->name.text);
    return field.field == nullptr;
  });
  for (FieldPlan& field : plan.fields) {
    const ast::Field& node = *field.nodes.front();
    const GivenArguments given{*executable_.source, node.arguments, node.span};
    field.arguments = CoerceArguments(field.field->arguments, given, variables_);
  }
}

}  // namespace pipeline::graphql
