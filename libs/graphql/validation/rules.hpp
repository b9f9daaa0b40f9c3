#pragma once

#include <memory>
#include <optional>
#include <string>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/validation/context.hpp"
#include "libs/graphql/validation/validate.hpp"
#include "libs/graphql/validation/walker.hpp"

/// The rules of the specification's section 5, under graphql-js's names. One function makes one
/// rule for one validation; the rule's class says what it requires.
namespace pipeline::graphql::validation {

using RulePtr = std::unique_ptr<Rule>;

// operations.cpp
RulePtr UniqueOperationNames(const Context& context);
RulePtr LoneAnonymousOperation(const Context& context);
RulePtr SingleFieldSubscriptions(const Context& context);

// fields.cpp
RulePtr ScalarLeafs(const Context& context);
RulePtr FieldsOnCorrectType(const Context& context);

// overlapping_fields.cpp
RulePtr OverlappingFieldsCanBeMerged(const Context& context);

// fragments.cpp
RulePtr UniqueFragmentNames(const Context& context);
RulePtr KnownFragmentNames(const Context& context);
RulePtr NoUnusedFragments(const Context& context);
RulePtr NoFragmentCycles(const Context& context);
RulePtr FragmentsOnCompositeTypes(const Context& context);
RulePtr PossibleFragmentSpreads(const Context& context);

// variables.cpp
RulePtr KnownTypeNames(const Context& context);
RulePtr VariablesAreInputTypes(const Context& context);
RulePtr UniqueVariableNames(const Context& context);
RulePtr NoUndefinedVariables(const Context& context);
RulePtr NoUnusedVariables(const Context& context);
RulePtr VariablesInAllowedPosition(const Context& context);

// arguments.cpp
RulePtr KnownDirectives(const Context& context);
RulePtr UniqueDirectivesPerLocation(const Context& context);
RulePtr KnownArgumentNames(const Context& context);
RulePtr UniqueArgumentNames(const Context& context);
RulePtr ProvidedRequiredArguments(const Context& context);

// values.cpp
RulePtr ValuesOfCorrectType(const Context& context);
RulePtr UniqueInputFieldNames(const Context& context);

// document_limits.cpp
RulePtr MaxIntrospectionDepth(const Context& context);

/// The error of the first operation above a limit, in graphql-armor's words: `Syntax Error: Aliases
/// limit of 15 exceeded, found 18.` Nothing if there is none. Each fragment is counted once and
/// without recursion, however often and deep it is spread. In document_limits.cpp.
std::optional<std::string> ExceededLimit(const ast::Document& document,
                                         const Fragments& fragments,
                                         const ValidationLimits& limits);

}  // namespace pipeline::graphql::validation
