#include "libs/graphql/schema/sdl_parts.hpp"

#include <utility>
#include <variant>

#include "libs/graphql/schema/type_of_node.hpp"

namespace pipeline::graphql {
namespace {

class Collector {
 public:
  explicit Collector(SdlParts& parts) : parts_(parts) {}

  void operator()(const ast::OperationDefinition&) const {}
  void operator()(const ast::FragmentDefinition&) const {}

  void operator()(const ast::SchemaDefinition& schema) {
    parts_.schemas.push_back(&schema);
    Annotate(schema.directives, "SCHEMA", schema.span, "schema");
    for (const ast::OperationTypeDefinition& root : schema.operations) {
      parts_.type_names.push_back(root.type);
    }
  }

  void operator()(const ast::TypeDefinition& type) {
    parts_.types.push_back(&type);
    AddNames(type.interfaces);
    Annotate(type.directives, DirectiveLocationOf(type), type.span, "type " + Text(type.name));
    for (const ast::FieldDefinition& field : type.fields) {
      AddField(field);
    }
    AddNames(type.members);
    for (const ast::EnumValueDefinition& value : type.values) {
      Annotate(value.directives, "ENUM_VALUE", value.span);
    }
    for (const ast::InputValueDefinition& field : type.input_fields) {
      AddInput(field, InputFieldLocationOf(type));
    }
  }

  void operator()(const ast::DirectiveDefinition& directive) {
    parts_.directives.push_back(&directive);
    for (const ast::InputValueDefinition& argument : directive.arguments) {
      AddInput(argument, "ARGUMENT_DEFINITION");
    }
  }

 private:
  static std::string Text(const ast::Name& name) { return std::string(name.text); }

  void AddNames(const std::vector<ast::Name>& names) {
    parts_.type_names.insert(parts_.type_names.end(), names.begin(), names.end());
  }

  void AddField(const ast::FieldDefinition& field) {
    for (const ast::InputValueDefinition& argument : field.arguments) {
      AddInput(argument, "ARGUMENT_DEFINITION");
    }
    parts_.type_names.push_back(*ShapeOf(field.type).name);
    Annotate(field.directives, "FIELD_DEFINITION", field.span);
  }

  void AddInput(const ast::InputValueDefinition& input, std::string_view location) {
    parts_.type_names.push_back(*ShapeOf(input.type).name);
    if (input.default_value) {
      parts_.values.push_back(&*input.default_value);
    }
    Annotate(input.directives, location, input.span);
  }

  void Annotate(const std::vector<ast::Directive>& directives,
                std::string_view location,
                const Span& span,
                std::string group = {}) {
    if (directives.empty()) {
      return;
    }
    parts_.annotated.push_back({&directives, location, span.start, std::move(group)});
    for (const ast::Directive& directive : directives) {
      for (const ast::Argument& argument : directive.arguments) {
        parts_.values.push_back(&argument.value);
      }
    }
  }

  SdlParts& parts_;
};

}  // namespace

std::string_view DirectiveLocationOf(const ast::TypeDefinition& type) {
  using Kind = ast::TypeDefinition::Kind;
  switch (type.kind) {
    case Kind::kScalar:
      return "SCALAR";
    case Kind::kObject:
      return "OBJECT";
    case Kind::kInterface:
      return "INTERFACE";
    case Kind::kUnion:
      return "UNION";
    case Kind::kEnum:
      return "ENUM";
    case Kind::kInputObject:
      return "INPUT_OBJECT";
  }
  return {};
}

std::string_view InputFieldLocationOf(const ast::TypeDefinition& type) {
  // graphql-js takes the fields of an extension for arguments.
  return type.extend ? "ARGUMENT_DEFINITION" : "INPUT_FIELD_DEFINITION";
}

SdlParts PartsOf(const ast::Document& document) {
  SdlParts parts;
  Collector collector(parts);
  for (const ast::Definition& definition : document.definitions) {
    std::visit(collector, definition.node);
  }
  return parts;
}

DirectivesByName DirectivesOf(const SdlParts& built_in, const SdlParts& parts) {
  DirectivesByName directives;
  for (const SdlParts* each : {&built_in, &parts}) {
    for (const ast::DirectiveDefinition* directive : each->directives) {
      directives[directive->name.text] = directive;
    }
  }
  return directives;
}

}  // namespace pipeline::graphql
