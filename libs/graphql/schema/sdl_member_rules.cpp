#include <string>
#include <unordered_map>
#include <vector>

#include "libs/graphql/schema/sdl_rules.hpp"

namespace pipeline::graphql {
namespace {

// Names that were seen in a type, by "Type.name".
using SeenMembers = std::unordered_map<std::string, Span>;

template <typename Member>
void CheckMembers(SdlRule rule,
                  std::string_view what,
                  const ast::TypeDefinition& type,
                  const std::vector<Member>& members,
                  SeenMembers& seen,
                  SdlReport& report) {
  for (const Member& member : members) {
    std::string path = std::string(type.name.text).append(".").append(member.name.text);
    const auto [first, fresh] = seen.emplace(path, member.name.span);
    if (!fresh) {
      report.Add(
          rule,
          type.span.start,
          std::string(what).append(" \"").append(path).append("\" can only be defined once."),
          {first->second, member.name.span});
    }
  }
}

// All of one name are said together, where the first of them stands.
void CheckArgumentNames(const std::string& of,
                        const std::vector<ast::InputValueDefinition>& arguments,
                        std::uint32_t node,
                        SdlReport& report) {
  std::vector<std::string_view> names;
  std::unordered_map<std::string_view, std::vector<Span>> spans;
  for (const ast::InputValueDefinition& argument : arguments) {
    auto& known = spans[argument.name.text];
    if (known.empty()) {
      names.push_back(argument.name.text);
    }
    known.push_back(argument.name.span);
  }
  for (const std::string_view name : names) {
    if (spans[name].size() > 1) {
      report.Add(SdlRule::kUniqueArgumentDefinitionNames,
                 node,
                 "Argument \"" + of + "(" + std::string(name) + ":)\" can only be defined once.",
                 spans[name]);
    }
  }
}

}  // namespace

void CheckUniqueMembers(const SdlParts& parts, SdlReport& report) {
  SeenMembers values;
  SeenMembers fields;
  for (const ast::TypeDefinition* type : parts.types) {
    CheckMembers(SdlRule::kUniqueEnumValueNames, "Enum value", *type, type->values, values, report);
    CheckMembers(
        SdlRule::kUniqueFieldDefinitionNames, "Field", *type, type->fields, fields, report);
    CheckMembers(
        SdlRule::kUniqueFieldDefinitionNames, "Field", *type, type->input_fields, fields, report);
    for (const ast::FieldDefinition& field : type->fields) {
      CheckArgumentNames(std::string(type->name.text).append(".").append(field.name.text),
                         field.arguments,
                         type->span.start,
                         report);
    }
  }
  for (const ast::DirectiveDefinition* directive : parts.directives) {
    CheckArgumentNames("@" + std::string(directive->name.text),
                       directive->arguments,
                       directive->span.start,
                       report);
  }
}

}  // namespace pipeline::graphql
