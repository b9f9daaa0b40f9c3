// The walker's way through directives, arguments, values and types.
#include "libs/graphql/validation/walker.hpp"

namespace pipeline::graphql::validation {

void Walker::Walk(const std::vector<ast::Directive>& directives, const DirectiveHolder& holder) {
  for (const ast::Directive& directive : directives) {
    Walk(directive, holder);
  }
}

void Walker::Walk(const ast::Directive& directive, const DirectiveHolder& holder) {
  types_.EnterDirective(directive);
  Visit([&](Rule& rule) { return rule.EnterDirective(directive, holder); },
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
