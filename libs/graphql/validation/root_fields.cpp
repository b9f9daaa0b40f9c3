#include "libs/graphql/validation/root_fields.hpp"

#include <algorithm>
#include <variant>

#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {

std::vector<RootFields::Fields> RootFields::Collect(const ast::SelectionSet& selections) {
  Push(selections);
  while (!open_.empty() && !scope_.report.Ended()) {
    auto& [set, next] = open_.back();
    if (next == set->selections.size()) {
      open_.pop_back();
    } else {
      const ast::Selection& selection = set->selections[next++];
      std::visit([&](const auto& node) { Take(node); }, selection.node);
    }
  }
  return std::move(fields_);
}

void RootFields::Push(const ast::SelectionSet& selections) {
  scope_.fragments.Spend(selections.selections.size());
  for (const ast::Selection& selection : selections.selections) {
    std::visit([&](const auto& node) { Spend(node.directives); }, selection.node);
  }
  open_.emplace_back(&selections, 0);
}

void RootFields::Spend(const std::vector<ast::Directive>& directives) {
  scope_.fragments.Spend(directives.size());
  for (const ast::Directive& directive : directives) {
    if (directive.name.text == "skip" || directive.name.text == "include") {
      scope_.fragments.Spend(directive.arguments.size());
    }
  }
}

void RootFields::Take(const ast::Field& field) {
  if (!Included(field.directives)) {
    return;
  }
  const auto [at, inserted] = index_.emplace(field.ResponseName(), fields_.size());
  if (inserted) {
    fields_.emplace_back();
  }
  fields_[at->second].push_back(&field);
}

void RootFields::Take(const ast::InlineFragment& fragment) {
  if (Included(fragment.directives) &&
      (!fragment.type_condition || Applies(fragment.type_condition->text))) {
    Push(*fragment.selection_set);
  }
}

void RootFields::Take(const ast::FragmentSpread& spread) {
  if (visited_.contains(spread.name.text) || !Included(spread.directives)) {
    return;
  }
  visited_.insert(spread.name.text);
  const ast::FragmentDefinition* fragment = scope_.fragments.Find(spread.name.text);
  if (fragment != nullptr && Applies(fragment->type_condition.text)) {
    Push(fragment->selection_set);
  }
}

bool RootFields::Applies(std::string_view condition) const {
  const NamedType* type = scope_.schema.Type(condition);
  return type == &root_ ||
         (type != nullptr && type->IsAbstract() && IsSubtype(scope_.schema, root_, *type));
}

bool RootFields::Included(const std::vector<ast::Directive>& directives) {
  return If(directives, "skip") != "true" && !scope_.report.Ended() &&
         If(directives, "include") != "false" && !scope_.report.Ended();
}

// The argument of @skip or @include; empty where there is no such directive. Where it is no
// literal Boolean, graphql-js gives up the validation with this error, and so does this.
std::string_view RootFields::If(const std::vector<ast::Directive>& directives,
                                std::string_view name) {
  const auto directive = std::find_if(
      directives.begin(), directives.end(), [&](const auto& d) { return d.name.text == name; });
  if (directive == directives.end()) {
    return {};
  }
  const auto argument = std::find_if(directive->arguments.rbegin(),
                                     directive->arguments.rend(),
                                     [](const auto& a) { return a.name.text == "if"; });
  if (argument == directive->arguments.rend()) {
    Fail(R"(of required type "Boolean!" was not provided.)", directive->span);
    return {};
  }
  return Literal(argument->value);
}

std::string_view RootFields::Literal(const ast::Value& value) {
  if (value.kind == ast::ValueKind::kBoolean) {
    return value.text;
  }
  if (value.kind == ast::ValueKind::kVariable) {
    Fail(R"(of required type "Boolean!" was provided the variable )" +
             Quoted("$" + std::string(value.text)) + " which was not provided a runtime value.",
         value.span);
  } else if (value.kind == ast::ValueKind::kNull) {
    Fail(R"(of non-null type "Boolean!" must not be null.)", value.span);
  } else {
    Fail("has invalid value " + Printed(value) + ".", value.span);
  }
  return {};
}

void RootFields::Fail(const std::string& problem, const Span& span) {
  scope_.report.Fail("Argument \"if\" " + problem, span);
}

}  // namespace pipeline::graphql::validation
