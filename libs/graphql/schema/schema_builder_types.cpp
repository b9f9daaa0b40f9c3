// The builder's way from the definitions of types to types.
#include <algorithm>
#include <utility>

#include "libs/graphql/language/printer.hpp"
#include "libs/graphql/schema/schema_builder.hpp"
#include "libs/graphql/schema/type_of_node.hpp"

namespace pipeline::graphql {
namespace {

std::optional<std::string> TextOf(const std::optional<ast::StringValue>& description) {
  return description ? std::optional(description->text) : std::nullopt;
}

const ast::Directive* Find(const std::vector<ast::Directive>& directives, std::string_view name) {
  const auto found = std::find_if(directives.begin(), directives.end(), [&](const auto& item) {
    return item.name.text == name;
  });
  return found == directives.end() ? nullptr : &*found;
}

}  // namespace

void SchemaBuilder::FillType(NamedType& type) {
  const std::vector<const ast::TypeDefinition*> parts = nodes_.types.at(&type).parts;
  const ast::TypeDefinition& definition = *parts.front();
  type.description = TextOf(definition.description);
  if (type.kind == TypeKind::kScalar) {
    type.specified_by_url = TextArgument(definition.directives, "specifiedBy", "url");
  }
  type.one_of = type.kind == TypeKind::kInputObject && Find(definition.directives, "oneOf");
  for (const ast::TypeDefinition* part : parts) {
    AddPart(type, *part);
  }
}

void SchemaBuilder::AddPart(NamedType& type, const ast::TypeDefinition& part) {
  TypeNodes& nodes = nodes_.types.at(&type);
  for (const ast::Name& interface : part.interfaces) {
    type.interfaces.push_back(declared_.at(interface.text).get());
  }
  for (const ast::FieldDefinition& field : part.fields) {
    type.fields.push_back(MakeField(field));
    nodes.fields.push_back(&field);
  }
  for (const ast::Name& member : part.members) {
    type.members.push_back(declared_.at(member.text).get());
  }
  for (const ast::EnumValueDefinition& value : part.values) {
    type.values.push_back(
        {std::string(value.name.text), TextOf(value.description), DeprecationOf(value.directives)});
  }
  for (const ast::InputValueDefinition& field : part.input_fields) {
    type.input_fields.push_back(MakeInput(field));
    nodes.input_fields.push_back(&field);
  }
}

OutputField SchemaBuilder::MakeField(const ast::FieldDefinition& definition) {
  OutputField field;
  field.name = definition.name.text;
  field.description = TextOf(definition.description);
  for (const ast::InputValueDefinition& argument : definition.arguments) {
    field.arguments.push_back(MakeInput(argument));
  }
  field.type = TypeOf(definition.type);
  field.deprecation_reason = DeprecationOf(definition.directives);
  return field;
}

// Its default comes once all types are filled.
InputField SchemaBuilder::MakeInput(const ast::InputValueDefinition& definition) {
  InputField input;
  input.name = definition.name.text;
  input.description = TextOf(definition.description);
  input.type = TypeOf(definition.type);
  input.deprecation_reason = DeprecationOf(definition.directives);
  return input;
}

TypeRef SchemaBuilder::TypeOf(const ast::Type& type) const {
  TypeShape shape = ShapeOf(type);
  return {declared_.at(shape.name->text).get(), std::move(shape.wrappers)};
}

std::optional<std::string> SchemaBuilder::DeprecationOf(
    const std::vector<ast::Directive>& directives) {
  return TextArgument(directives, "deprecated", "reason");
}

std::optional<std::string> SchemaBuilder::TextArgument(
    const std::vector<ast::Directive>& directives,
    std::string_view directive,
    std::string_view argument) {
  const ast::Directive* node = Find(directives, directive);
  if (node == nullptr) {
    return std::nullopt;
  }
  const std::string name = "Argument \"" + std::string(argument) + "\"";
  for (const ast::Argument& given : node->arguments) {
    if (given.name.text != argument) {
      continue;
    }
    if (given.value.kind == ast::ValueKind::kString) {
      return given.value.string.text;
    }
    const bool null = given.value.kind == ast::ValueKind::kNull;
    if (!null) {
      Fail(name + " has invalid value " + Print(given.value) + ".", {given.value.span});
    } else if (directive == "specifiedBy") {
      Fail(name + " of non-null type \"String!\" must not be null.", {given.value.span});
    }
    return std::nullopt;
  }
  return "No longer supported";
}

}  // namespace pipeline::graphql
