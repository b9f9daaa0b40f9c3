#include "libs/graphql/validation/validate.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/validation/context.hpp"
#include "libs/graphql/validation/rules.hpp"
#include "libs/graphql/validation/type_info.hpp"
#include "libs/graphql/validation/walker.hpp"

namespace pipeline::graphql {
namespace {

using validation::Context;
using validation::RulePtr;

// The order is that of the errors at one node.
constexpr std::array kRules = {
    &validation::UniqueOperationNames,
    &validation::LoneAnonymousOperation,
    &validation::SingleFieldSubscriptions,
    &validation::KnownTypeNames,
    &validation::FragmentsOnCompositeTypes,
    &validation::VariablesAreInputTypes,
    &validation::ScalarLeafs,
    &validation::FieldsOnCorrectType,
    &validation::UniqueFragmentNames,
    &validation::KnownFragmentNames,
    &validation::NoUnusedFragments,
    &validation::PossibleFragmentSpreads,
    &validation::NoFragmentCycles,
    &validation::UniqueVariableNames,
    &validation::NoUndefinedVariables,
    &validation::NoUnusedVariables,
    &validation::KnownDirectives,
    &validation::UniqueDirectivesPerLocation,
    &validation::KnownArgumentNames,
    &validation::UniqueArgumentNames,
    &validation::ValuesOfCorrectType,
    &validation::ProvidedRequiredArguments,
    &validation::VariablesInAllowedPosition,
    &validation::OverlappingFieldsCanBeMerged,
    &validation::UniqueInputFieldNames,
    &validation::MaxIntrospectionDepth,
};

// The rule ExecutableDefinitions: a request defines operations and fragments only. The error names
// the first other definition; the contents of such definitions are not validated.
std::optional<Error> FindNotExecutable(const Source& source, const ast::Document& document) {
  for (const ast::Definition& definition : document.definitions) {
    std::string name;
    Span span;
    if (const auto* schema = std::get_if<ast::SchemaDefinition>(&definition.node)) {
      name = "schema";
      span = schema->span;
    } else if (const auto* type = std::get_if<ast::TypeDefinition>(&definition.node)) {
      name = validation::Quoted(type->name.text);
      span = type->span;
    } else if (const auto* directive = std::get_if<ast::DirectiveDefinition>(&definition.node)) {
      name = validation::Quoted(directive->name.text);
      span = directive->span;
    } else {
      continue;
    }
    return ErrorAt(source, span.start, "The " + name + " definition is not executable.");
  }
  return std::nullopt;
}

void ApplyRules(const Context& context, validation::TypeInfo& types) {
  std::vector<RulePtr> rules;
  std::vector<validation::Rule*> visitors;
  for (const auto& make : kRules) {
    rules.push_back(make(context));
    visitors.push_back(rules.back().get());
  }
  validation::Walker(types, context.report, visitors).Walk(context.document);
}

}  // namespace

std::vector<Error> Validate(const Schema& schema,
                            const Source& source,
                            const ast::Document& document,
                            const ValidationLimits& limits) {
  validation::Report report(source, limits.errors);
  validation::Fragments fragments(document, report);
  if (auto problem = validation::ExceededLimit(document, fragments, limits)) {
    return {{*std::move(problem)}};
  }
  if (auto error = FindNotExecutable(source, document)) {
    return {*std::move(error)};
  }
  validation::TypeInfo types(schema);
  validation::VariableUsages usages(schema, fragments, report);
  ApplyRules({schema, document, types, report, fragments, usages, limits.suggestions}, types);
  return report.Take();
}

}  // namespace pipeline::graphql
