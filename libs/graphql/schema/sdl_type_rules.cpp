#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "libs/graphql/schema/sdl_rules.hpp"
#include "libs/graphql/schema/suggestions.hpp"

namespace pipeline::graphql {
namespace {

using Names = std::vector<std::string_view>;
using Definitions = std::unordered_map<std::string_view, const ast::TypeDefinition*>;

// Each once; without __Meta, which is no type.
Names NamesOf(const SdlParts& parts) {
  Names names;
  std::unordered_set<std::string_view> seen;
  for (const ast::TypeDefinition* type : parts.types) {
    if (!type->extend && type->name.text != "__Meta" && seen.insert(type->name.text).second) {
      names.push_back(type->name.text);
    }
  }
  return names;
}

void CheckTypeNames(const SdlParts& built_in, const SdlParts& parts, SdlReport& report) {
  Names names = NamesOf(built_in);
  const Names defined = NamesOf(parts);
  names.insert(names.end(), defined.begin(), defined.end());
  const std::unordered_set<std::string_view> known(names.begin(), names.end());
  for (const ast::Name& name : parts.type_names) {
    if (!known.contains(name.text)) {
      report.Add(SdlRule::kKnownTypeNames,
                 name.span.start,
                 "Unknown type \"" + std::string(name.text) + "\"." +
                     DidYouMean(Suggestions(name.text, names)),
                 {name.span});
    }
  }
}

std::string_view NameOf(ast::TypeDefinition::Kind kind) {
  constexpr std::array<std::string_view, 6> kNames = {
      "scalar", "object", "interface", "union", "enum", "input object"};
  return kNames.at(static_cast<std::size_t>(kind));
}

void CheckExtension(const ast::TypeDefinition& extension,
                    const Definitions& definitions,
                    const Names& names,
                    SdlReport& report) {
  const std::string name(extension.name.text);
  const auto defined = definitions.find(extension.name.text);
  if (defined == definitions.end()) {
    report.Add(SdlRule::kPossibleTypeExtensions,
               extension.span.start,
               "Cannot extend type \"" + name + "\" because it is not defined." +
                   DidYouMean(Suggestions(name, names)),
               {extension.name.span});
  } else if (defined->second->kind != extension.kind) {
    report.Add(
        SdlRule::kPossibleTypeExtensions,
        extension.span.start,
        "Cannot extend non-" + std::string(NameOf(extension.kind)) + " type \"" + name + "\".",
        {defined->second->span, extension.span});
  }
}

}  // namespace

void CheckTypes(const SdlParts& built_in, const SdlParts& parts, SdlReport& report) {
  CheckTypeNames(built_in, parts, report);
  Definitions definitions;
  for (const ast::TypeDefinition* type : parts.types) {
    if (!type->extend) {
      definitions[type->name.text] = type;
    }
  }
  const Names names = NamesOf(parts);
  for (const ast::TypeDefinition* type : parts.types) {
    if (type->extend) {
      CheckExtension(*type, definitions, names, report);
    }
  }
}

}  // namespace pipeline::graphql
