#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "libs/graphql/schema/sdl_rules.hpp"

namespace pipeline::graphql {
namespace {

std::string_view NameOf(ast::OperationType operation) {
  constexpr std::array<std::string_view, 3> kNames = {"query", "mutation", "subscription"};
  return kNames.at(static_cast<std::size_t>(operation));
}

std::string Said(std::string_view before, std::string_view name, std::string_view after) {
  return std::string(before).append(name).append(after);
}

void CheckLoneSchema(const SdlParts& parts, SdlReport& report) {
  bool defined = false;
  for (const ast::SchemaDefinition* schema : parts.schemas) {
    if (!schema->extend && std::exchange(defined, true)) {
      report.Add(SdlRule::kLoneSchemaDefinition,
                 schema->span.start,
                 "Must provide only one schema definition.",
                 {schema->span});
    }
  }
}

void CheckOperationTypes(const SdlParts& parts, SdlReport& report) {
  std::map<ast::OperationType, Span> known;
  for (const ast::SchemaDefinition* schema : parts.schemas) {
    for (const ast::OperationTypeDefinition& root : schema->operations) {
      const auto [first, fresh] = known.emplace(root.operation, root.span);
      if (!fresh) {
        report.Add(SdlRule::kUniqueOperationTypes,
                   schema->span.start,
                   Said("There can be only one ", NameOf(root.operation), " type in schema."),
                   {first->second, root.span});
      }
    }
  }
}

void CheckTypeNames(const SdlParts& parts, SdlReport& report) {
  std::unordered_map<std::string_view, Span> known;
  for (const ast::TypeDefinition* type : parts.types) {
    if (type->extend) {
      continue;
    }
    const auto [first, fresh] = known.emplace(type->name.text, type->name.span);
    if (!fresh) {
      report.Add(SdlRule::kUniqueTypeNames,
                 type->span.start,
                 Said("There can be only one type named \"", type->name.text, "\"."),
                 {first->second, type->name.span});
    }
  }
}

void CheckDirectiveNames(const SdlParts& parts, SdlReport& report) {
  std::unordered_map<std::string_view, Span> known;
  for (const ast::DirectiveDefinition* directive : parts.directives) {
    const auto [first, fresh] = known.emplace(directive->name.text, directive->name.span);
    if (!fresh) {
      report.Add(SdlRule::kUniqueDirectiveNames,
                 directive->span.start,
                 Said("There can be only one directive named \"@", directive->name.text, "\"."),
                 {first->second, directive->name.span});
    }
  }
}

}  // namespace

void CheckUniqueDefinitions(const SdlParts& parts, SdlReport& report) {
  CheckLoneSchema(parts, report);
  CheckOperationTypes(parts, report);
  CheckTypeNames(parts, report);
  CheckDirectiveNames(parts, report);
}

std::optional<Error> CheckSdl(const Source& source,
                              const SdlParts& built_in,
                              const SdlParts& parts) {
  SdlReport report;
  CheckUniqueDefinitions(parts, report);
  CheckUniqueMembers(parts, report);
  CheckTypes(built_in, parts, report);
  CheckDirectives(built_in, parts, report);
  CheckArguments(built_in, parts, report);
  return report.First(source);
}

}  // namespace pipeline::graphql
