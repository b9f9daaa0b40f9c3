// The walker's way through definitions of types and directives.
#include "libs/graphql/validation/walker.hpp"

namespace pipeline::graphql::validation {
namespace {

using Holder = DirectiveHolder;

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

}  // namespace

void Walker::Walk(const ast::SchemaDefinition& schema) {
  in_sdl_ = true;
  const Holder holder{"SCHEMA", Holder::Kind::kSchema};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, schema.directives);
        return Inside::kVisit;
      },
      [&] {
        Walk(schema.directives, holder);
        for (const ast::OperationTypeDefinition& operation : schema.operations) {
          WalkNamedType(operation.type);
        }
      });
  in_sdl_ = false;
}

void Walker::Walk(const ast::TypeDefinition& type) {
  in_sdl_ = true;
  const Holder holder{DirectiveLocationOf(type), Holder::Kind::kType, type.name.text};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, type.directives);
        return Inside::kVisit;
      },
      [&] {
        for (const ast::Name& interface : type.interfaces) {
          WalkNamedType(interface);
        }
        Walk(type.directives, holder);
        WalkMembers(type);
      });
  in_sdl_ = false;
}

void Walker::WalkMembers(const ast::TypeDefinition& type) {
  for (const ast::FieldDefinition& field : type.fields) {
    Walk(field);
  }
  for (const ast::Name& member : type.members) {
    WalkNamedType(member);
  }
  for (const ast::EnumValueDefinition& value : type.values) {
    Walk(value);
  }
  for (const ast::InputValueDefinition& input : type.input_fields) {
    Walk(input, InputFieldLocationOf(type));
  }
}

void Walker::Walk(const ast::FieldDefinition& field) {
  const Holder holder{"FIELD_DEFINITION"};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, field.directives);
        return Inside::kVisit;
      },
      [&] {
        for (const ast::InputValueDefinition& argument : field.arguments) {
          Walk(argument, "ARGUMENT_DEFINITION");
        }
        Walk(field.type);
        Walk(field.directives, holder);
      });
}

void Walker::Walk(const ast::InputValueDefinition& input, std::string_view location) {
  const Holder holder{location};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, input.directives);
        return Inside::kVisit;
      },
      [&] {
        Walk(input.type);
        if (input.default_value) {
          Walk(*input.default_value);
        }
        Walk(input.directives, holder);
      });
}

void Walker::Walk(const ast::EnumValueDefinition& value) {
  const Holder holder{"ENUM_VALUE"};
  Visit(
      [&](Rule& rule) {
        rule.EnterHolder(holder, value.directives);
        return Inside::kVisit;
      },
      [&] { Walk(value.directives, holder); });
}

void Walker::Walk(const ast::DirectiveDefinition& directive) {
  in_sdl_ = true;
  for (const ast::InputValueDefinition& argument : directive.arguments) {
    Walk(argument, "ARGUMENT_DEFINITION");
  }
  in_sdl_ = false;
}

}  // namespace pipeline::graphql::validation
