#pragma once

#include <memory>

#include "libs/graphql/validation/rule.hpp"

/// The rules of the specification's section 5, under graphql-js's names: one function makes one
/// rule for one validation. What a rule demands is said where it is implemented.
namespace pipeline::graphql::validation {

using RulePtr = std::unique_ptr<Rule>;

// operations.cpp

RulePtr UniqueOperationNames(const Scope& scope);
RulePtr LoneAnonymousOperation(const Scope& scope);
RulePtr SingleFieldSubscriptions(const Scope& scope);  // single_field_subscriptions.cpp

// type_names.cpp
RulePtr KnownTypeNames(const Scope& scope);
RulePtr VariablesAreInputTypes(const Scope& scope);

// fields.cpp
RulePtr ScalarLeafs(const Scope& scope);
RulePtr FieldsOnCorrectType(const Scope& scope);

// fragment_names.cpp
RulePtr UniqueFragmentNames(const Scope& scope);
RulePtr KnownFragmentNames(const Scope& scope);
RulePtr NoUnusedFragments(const Scope& scope);
RulePtr NoFragmentCycles(const Scope& scope);  // fragment_cycles.cpp

// fragment_types.cpp
RulePtr FragmentsOnCompositeTypes(const Scope& scope);
RulePtr PossibleFragmentSpreads(const Scope& scope);

// variables.cpp
RulePtr UniqueVariableNames(const Scope& scope);
RulePtr NoUndefinedVariables(const Scope& scope);
RulePtr NoUnusedVariables(const Scope& scope);
RulePtr VariablesInAllowedPosition(const Scope& scope);  // variable_positions.cpp

// directives.cpp
RulePtr KnownDirectives(const Scope& scope);
RulePtr UniqueDirectivesPerLocation(const Scope& scope);

// arguments.cpp
RulePtr KnownArgumentNames(const Scope& scope);
RulePtr UniqueArgumentNames(const Scope& scope);
RulePtr ProvidedRequiredArguments(const Scope& scope);  // required_arguments.cpp

// values.cpp
RulePtr ValuesOfCorrectType(const Scope& scope);
RulePtr UniqueInputFieldNames(const Scope& scope);  // input_fields.cpp

RulePtr OverlappingFieldsCanBeMerged(const Scope& scope);  // overlapping_fields.cpp
RulePtr MaxIntrospectionDepth(const Scope& scope);         // introspection_depth.cpp

}  // namespace pipeline::graphql::validation
