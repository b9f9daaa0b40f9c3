#include <algorithm>
#include <string>
#include <unordered_map>

#include "libs/graphql/schema/sdl_rules.hpp"

namespace pipeline::graphql {
namespace {

bool MayStandAt(const ast::DirectiveDefinition& definition, std::string_view location) {
  return std::any_of(definition.locations.begin(),
                     definition.locations.end(),
                     [&](const ast::Name& name) { return name.text == location; });
}

void CheckKnown(const Annotated& annotated,
                const ast::Directive& directive,
                const DirectivesByName& known,
                SdlReport& report) {
  const std::string name = "\"@" + std::string(directive.name.text) + "\"";
  const auto definition = known.find(directive.name.text);
  if (definition == known.end()) {
    report.Add(SdlRule::kKnownDirectives,
               directive.span.start,
               "Unknown directive " + name + ".",
               {directive.span});
  } else if (!MayStandAt(*definition->second, annotated.location)) {
    report.Add(SdlRule::kKnownDirectives,
               directive.span.start,
               "Directive " + name + " may not be used on " + std::string(annotated.location) + ".",
               {directive.span});
  }
}

using Seen = std::unordered_map<std::string_view, Span>;

void CheckUnique(const Annotated& annotated,
                 const DirectivesByName& known,
                 Seen& seen,
                 SdlReport& report) {
  for (const ast::Directive& directive : *annotated.directives) {
    const auto definition = known.find(directive.name.text);
    if (definition == known.end() || definition->second->repeatable) {
      continue;
    }
    const auto [first, fresh] = seen.emplace(directive.name.text, directive.span);
    if (!fresh) {
      report.Add(SdlRule::kUniqueDirectivesPerLocation,
                 annotated.start,
                 "The directive \"@" + std::string(directive.name.text) +
                     "\" can only be used once at this location.",
                 {first->second, directive.span});
    }
  }
}

}  // namespace

void CheckDirectives(const SdlParts& built_in, const SdlParts& parts, SdlReport& report) {
  const DirectivesByName known = DirectivesOf(built_in, parts);
  std::unordered_map<std::string, Seen> groups;
  for (const Annotated& annotated : parts.annotated) {
    for (const ast::Directive& directive : *annotated.directives) {
      CheckKnown(annotated, directive, known, report);
    }
    Seen alone;
    CheckUnique(
        annotated, known, annotated.group.empty() ? alone : groups[annotated.group], report);
  }
}

}  // namespace pipeline::graphql
