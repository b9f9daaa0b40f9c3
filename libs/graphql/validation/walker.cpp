#include "libs/graphql/validation/walker.hpp"

#include <variant>

namespace pipeline::graphql::validation {
namespace {

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
  visitors_.reserve(rules.size());
  for (Rule* rule : rules) {
    visitors_.push_back({rule});
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
  const std::string_view location = LocationOf(operation.operation);
  Visit(
      [&](Rule& rule) {
        rule.EnterDirectives(operation.directives);
        return rule.EnterOperation(operation);
      },
      [&] {
        for (const ast::VariableDefinition& variable : operation.variables) {
          Walk(variable);
        }
        Walk(operation.directives, location);
        Walk(operation.selection_set);
      },
      [&](Rule& rule) { rule.LeaveOperation(operation); });
  types_.LeaveTyped();
}

void Walker::Walk(const ast::FragmentDefinition& fragment) {
  types_.EnterFragment(fragment);
  constexpr std::string_view kLocation = "FRAGMENT_DEFINITION";
  Visit(
      [&](Rule& rule) {
        rule.EnterDirectives(fragment.directives);
        return rule.EnterFragment(fragment);
      },
      [&] {
        WalkNamedType(fragment.type_condition);
        Walk(fragment.directives, kLocation);
        Walk(fragment.selection_set);
      });
  types_.LeaveTyped();
}

void Walker::Walk(const ast::VariableDefinition& variable) {
  types_.EnterVariableDefinition(variable);
  constexpr std::string_view kLocation = "VARIABLE_DEFINITION";
  Visit(
      [&](Rule& rule) {
        rule.EnterDirectives(variable.directives);
        return rule.EnterVariableDefinition(variable);
      },
      [&] {
        Walk(variable.type);
        if (variable.default_value) {
          Walk(*variable.default_value);
        }
        Walk(variable.directives, kLocation);
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
  constexpr std::string_view kLocation = "FIELD";
  Visit(
      [&](Rule& rule) {
        rule.EnterDirectives(field.directives);
        return rule.EnterField(field);
      },
      [&] {
        for (const ast::Argument& argument : field.arguments) {
          Walk(argument);
        }
        Walk(field.directives, kLocation);
        if (field.selection_set != nullptr) {
          Walk(*field.selection_set);
        }
      },
      [&](Rule& rule) { rule.LeaveField(field); });
  types_.LeaveField();
}

void Walker::Walk(const ast::FragmentSpread& spread) {
  constexpr std::string_view kLocation = "FRAGMENT_SPREAD";
  Visit(
      [&](Rule& rule) {
        rule.EnterDirectives(spread.directives);
        rule.EnterSpread(spread);
        return Inside::kVisit;
      },
      [&] { Walk(spread.directives, kLocation); });
}

void Walker::Walk(const ast::InlineFragment& fragment) {
  types_.EnterInlineFragment(fragment);
  constexpr std::string_view kLocation = "INLINE_FRAGMENT";
  Visit(
      [&](Rule& rule) {
        rule.EnterDirectives(fragment.directives);
        rule.EnterInlineFragment(fragment);
        return Inside::kVisit;
      },
      [&] {
        if (fragment.type_condition) {
          WalkNamedType(*fragment.type_condition);
        }
        Walk(fragment.directives, kLocation);
        Walk(*fragment.selection_set, true);
      });
  types_.LeaveTyped();
}

void Walker::Walk(const std::vector<ast::Directive>& directives, std::string_view location) {
  for (const ast::Directive& directive : directives) {
    Walk(directive, location);
  }
}

void Walker::Walk(const ast::Directive& directive, std::string_view location) {
  types_.EnterDirective(directive);
  Visit([&](Rule& rule) { return rule.EnterDirective(directive, location); },
        [&] {
          for (const ast::Argument& argument : directive.arguments) {
            Walk(argument);
          }
        },
        [&](Rule& rule) { rule.LeaveDirective(directive); });
  types_.LeaveDirective();
}

void Walker::Walk(const ast::Argument& argument) {
  types_.EnterArgument(argument);
  Visit(
      [&](Rule& rule) {
        rule.EnterArgument(argument);
        return Inside::kVisit;
      },
      [&] { Walk(argument.value); });
  types_.LeaveArgument();
}

void Walker::Walk(const ast::Value& value) {
  const bool list = value.kind == ast::ValueKind::kList;
  if (list) {
    types_.EnterList();
  }
  Visit([&](Rule& rule) { return rule.EnterValue(value); },
        [&] { WalkParts(value); },
        [&](Rule& rule) { rule.LeaveValue(value); });
  if (list) {
    types_.LeavePart();
  }
}

void Walker::WalkParts(const ast::Value& value) {
  for (const ast::Value& element : value.elements) {
    Walk(element);
  }
  for (const ast::ObjectField& field : value.fields) {
    Walk(field);
  }
}

void Walker::Walk(const ast::ObjectField& field) {
  types_.EnterObjectField(field);
  Visit(
      [&](Rule& rule) {
        rule.EnterObjectField(field);
        return Inside::kVisit;
      },
      [&] { Walk(field.value); });
  types_.LeavePart();
}

void Walker::Walk(const ast::Type& type) {
  const ast::Type* named = &type;
  while (named->of != nullptr) {
    named = named->of.get();
  }
  WalkNamedType(named->name);
}

void Walker::WalkNamedType(const ast::Name& type) {
  Visit(
      [&](Rule& rule) {
        rule.EnterNamedType(type);
        return Inside::kVisit;
      },
      [] {});
}

}  // namespace pipeline::graphql::validation
