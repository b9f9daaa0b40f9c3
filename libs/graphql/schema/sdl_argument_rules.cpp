#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "libs/graphql/language/printer.hpp"
#include "libs/graphql/schema/sdl_rules.hpp"
#include "libs/graphql/schema/suggestions.hpp"

namespace pipeline::graphql {
namespace {

template <typename Items>
bool HasName(const Items& items, std::string_view name) {
  return std::any_of(
      items.begin(), items.end(), [&](const auto& item) { return item.name.text == name; });
}

void CheckKnown(const ast::Directive& directive,
                const ast::DirectiveDefinition& definition,
                SdlReport& report) {
  std::vector<std::string_view> names;
  names.reserve(definition.arguments.size());
  for (const ast::InputValueDefinition& argument : definition.arguments) {
    names.push_back(argument.name.text);
  }
  for (const ast::Argument& argument : directive.arguments) {
    if (!HasName(definition.arguments, argument.name.text)) {
      report.Add(SdlRule::kKnownArgumentNames,
                 directive.span.start,
                 "Unknown argument \"" + std::string(argument.name.text) + "\" on directive \"@" +
                     std::string(directive.name.text) + "\"." +
                     DidYouMean(Suggestions(argument.name.text, names)),
                 {argument.span});
    }
  }
}

void CheckRequired(const ast::Directive& directive,
                   const ast::DirectiveDefinition& definition,
                   SdlReport& report) {
  for (const ast::InputValueDefinition& argument : definition.arguments) {
    const bool required =
        argument.type.kind == ast::Type::Kind::kNonNull && !argument.default_value;
    if (required && !HasName(directive.arguments, argument.name.text)) {
      report.AddAtEnd(SdlRule::kProvidedRequiredArguments,
                      directive.span.end,
                      "Directive \"@" + std::string(directive.name.text) + "\" argument \"" +
                          std::string(argument.name.text) + "\" of type \"" + Print(argument.type) +
                          "\" is required, but it was not provided.",
                      {directive.span});
    }
  }
}

// All of one name are said together, where the first of them stands.
void CheckUnique(const ast::Directive& directive, SdlReport& report) {
  std::vector<std::string_view> names;
  std::unordered_map<std::string_view, std::vector<Span>> spans;
  for (const ast::Argument& argument : directive.arguments) {
    auto& known = spans[argument.name.text];
    if (known.empty()) {
      names.push_back(argument.name.text);
    }
    known.push_back(argument.name.span);
  }
  for (const std::string_view name : names) {
    if (spans[name].size() > 1) {
      report.Add(SdlRule::kUniqueArgumentNames,
                 directive.span.start,
                 "There can be only one argument named \"" + std::string(name) + "\".",
                 spans[name]);
    }
  }
}

void CheckObjects(const ast::Value& value, SdlReport& report) {
  std::unordered_map<std::string_view, Span> known;
  for (const ast::ObjectField& field : value.fields) {
    const auto [first, fresh] = known.emplace(field.name.text, field.name.span);
    if (!fresh) {
      report.Add(
          SdlRule::kUniqueInputFieldNames,
          field.span.start,
          "There can be only one input field named \"" + std::string(field.name.text) + "\".",
          {first->second, field.name.span});
    }
    CheckObjects(field.value, report);
  }
  for (const ast::Value& element : value.elements) {
    CheckObjects(element, report);
  }
}

}  // namespace

void CheckArguments(const SdlParts& built_in, const SdlParts& parts, SdlReport& report) {
  const DirectivesByName known = DirectivesOf(built_in, parts);
  for (const Annotated& annotated : parts.annotated) {
    for (const ast::Directive& directive : *annotated.directives) {
      CheckUnique(directive, report);
      const auto definition = known.find(directive.name.text);
      if (definition != known.end()) {
        CheckKnown(directive, *definition->second, report);
        CheckRequired(directive, *definition->second, report);
      }
    }
  }
  for (const ast::Value* value : parts.values) {
    CheckObjects(*value, report);
  }
}

}  // namespace pipeline::graphql
