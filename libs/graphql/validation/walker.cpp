#include "libs/graphql/validation/walker.hpp"

#include <variant>

namespace pipeline::graphql::validation {
namespace {

using Holder = DirectiveHolder;

std::string_view LocationOf(ast::OperationType operation) {
  switch (operation) {
    case ast::OperationType::kQuery:
      return "QUERY";
    case ast::OperationType::kMutation:
      return "MUTATION";
    case ast::OperationType::kSubscription:
      return "SUBSCRIPTION";
  }
  return {};
}

}  // namespace

Walker::Walker(TypeInfo& types, const Report& report, const std::vector<Rule*>& rules)
    : types_(types), report_(report) {
  guests_.reserve(rules.size());
  for (Rule* rule : rules) {
    guests_.push_back({rule});
  }
}

void Walker::Walk(const ast::Document& document) {
  Visit([&](Rule& rule) { return rule.EnterDocument(document); },
        [&] {
          for (const ast::Definition& definition : document.definitions) {
            if (const auto* operation = std::get_if<ast::OperationDefinition>(&definition.node)) {
              Walk(*operation);
            } else if (const auto* fragment =
                           std::get_if<ast::FragmentDefinition>(&definition.node)) {
              Walk(*fragment);
            }
          }
        },
        [&](Rule& rule) { rule.LeaveDocument(document); });
}

void Walker::Walk(const ast::OperationDefinition& operation) {
  types_.EnterOperation(operation);
  const Holder holder{LocationOf(operation.operation)};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, operation.directives);
        return rule.EnterOperation(operation);
      },
      [&] {
        for (const ast::VariableDefinition& variable : operation.variables) {
          Walk(variable);
        }
        Walk(operation.directives, holder);
        Walk(operation.selection_set);
      },
      [&](Rule& rule) { rule.LeaveOperation(operation); });
  types_.LeaveTyped();
}

void Walker::Walk(const ast::FragmentDefinition& fragment) {
  types_.EnterFragment(fragment);
  const Holder holder{"FRAGMENT_DEFINITION"};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, fragment.directives);
        return rule.EnterFragment(fragment);
      },
      [&] {
        WalkNamedType(fragment.type_condition);
        Walk(fragment.directives, holder);
        Walk(fragment.selection_set);
      });
  types_.LeaveTyped();
}

void Walker::Walk(const ast::VariableDefinition& variable) {
  types_.EnterVariableDefinition(variable);
  const Holder holder{"VARIABLE_DEFINITION"};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, variable.directives);
        return rule.EnterVariableDefinition(variable);
      },
      [&] {
        Walk(variable.type);
        if (variable.default_value) {
          Walk(*variable.default_value);
        }
        Walk(variable.directives, holder);
      });
  types_.LeaveVariableDefinition();
}

void Walker::Walk(const ast::SelectionSet& selections, bool of_inline_fragment) {
  types_.EnterSelectionSet();
  Visit(
      [&](Rule& rule) {
        if (!of_inline_fragment) {
          rule.EnterSelectionSet(selections);
        }
        return Inside::kVisit;
      },
      [&] {
        for (const ast::Selection& selection : selections.selections) {
          std::visit([&](const auto& node) { Walk(node); }, selection.node);
        }
      });
  types_.LeaveSelectionSet();
}

void Walker::Walk(const ast::Field& field) {
  types_.EnterField(field);
  const Holder holder{"FIELD"};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, field.directives);
        return rule.EnterField(field);
      },
      [&] {
        for (const ast::Argument& argument : field.arguments) {
          Walk(argument);
        }
        Walk(field.directives, holder);
        if (field.selection_set != nullptr) {
          Walk(*field.selection_set);
        }
      },
      [&](Rule& rule) { rule.LeaveField(field); });
  types_.LeaveField();
}

void Walker::Walk(const ast::FragmentSpread& spread) {
  const Holder holder{"FRAGMENT_SPREAD"};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, spread.directives);
        rule.EnterSpread(spread);
        return Inside::kVisit;
      },
      [&] { Walk(spread.directives, holder); });
}

void Walker::Walk(const ast::InlineFragment& fragment) {
  types_.EnterInlineFragment(fragment);
  const Holder holder{"INLINE_FRAGMENT"};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, fragment.directives);
        rule.EnterInlineFragment(fragment);
        return Inside::kVisit;
      },
      [&] {
        if (fragment.type_condition) {
          WalkNamedType(*fragment.type_condition);
        }
        Walk(fragment.directives, holder);
        Walk(*fragment.selection_set, true);
      });
  types_.LeaveTyped();
}

}  // namespace pipeline::graphql::validation
