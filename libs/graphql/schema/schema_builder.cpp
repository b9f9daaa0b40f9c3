#include "libs/graphql/schema/schema_builder.hpp"

#include <array>
#include <utility>

#include "libs/graphql/schema/schema_check.hpp"
#include "libs/graphql/schema/sdl_report.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::string_view kMeta = "__Meta";

constexpr std::array<std::pair<std::string_view, ast::OperationType>, 3> kRootNames = {{
    {"Query", ast::OperationType::kQuery},
    {"Mutation", ast::OperationType::kMutation},
    {"Subscription", ast::OperationType::kSubscription},
}};

}  // namespace

Result<Schema> SchemaBuilder::Build() {
  DeclareTypes();
  for (NamedType* type : all_) {
    FillType(*type);
  }
  AddDirectives();
  SetDefaults();
  SetRoots();
  OrderTypes();
  LinkAbstractTypes();
  if (!error_) {
    error_ = CheckSchema(source_, schema_, nodes_);
  }
  if (error_) {
    return tl::make_unexpected(*std::move(error_));
  }
  return std::move(schema_);
}

// What the SDL says of a built-in type is passed over, as graphql-js does.
void SchemaBuilder::DeclareTypes() {
  for (const ast::TypeDefinition* definition : built_in_.types) {
    nodes_.built_in.insert(&Declare(*definition));
  }
  for (const ast::TypeDefinition* definition : parts_.types) {
    if (definition->name.text == kMeta) {
      Fail(SchemaCheck::Reserved(kMeta), {definition->span});
    }
    if (!definition->extend) {
      defined_.push_back(&Declare(*definition));
    }
  }
  for (const ast::TypeDefinition* extension : parts_.types) {
    const NamedType* type = declared_.at(extension->name.text).get();
    if (extension->extend && !nodes_.built_in.contains(type)) {
      nodes_.types.at(type).parts.push_back(extension);
    }
  }
}

NamedType& SchemaBuilder::Declare(const ast::TypeDefinition& definition) {
  auto& type = declared_[definition.name.text];
  if (type == nullptr) {
    type = std::make_unique<NamedType>();
    type->kind = static_cast<TypeKind>(definition.kind);
    type->name = definition.name.text;
    all_.push_back(type.get());
    nodes_.types[type.get()].parts.push_back(&definition);
  }
  return *type;
}

void SchemaBuilder::AddDirectives() {
  for (const ast::DirectiveDefinition* definition : parts_.directives) {
    AddDirective(*definition);
  }
  for (const ast::DirectiveDefinition* definition : built_in_.directives) {
    if (schema_.Directive(definition->name.text) == nullptr) {
      AddDirective(*definition);
    }
  }
}

void SchemaBuilder::AddDirective(const ast::DirectiveDefinition& definition) {
  DirectiveType directive;
  directive.name = definition.name.text;
  if (definition.description) {
    directive.description = definition.description->text;
  }
  for (const ast::Name& location : definition.locations) {
    directive.locations.emplace_back(location.text);
  }
  for (const ast::InputValueDefinition& argument : definition.arguments) {
    directive.arguments.push_back(MakeInput(argument));
  }
  directive.repeatable = definition.repeatable;
  schema_.directives_.push_back(std::move(directive));
  nodes_.directives.push_back(&definition);
}

// Without a schema definition the types' names say what they are for.
void SchemaBuilder::SetRoots() {
  bool defined = false;
  for (const bool extensions : {false, true}) {
    for (const ast::SchemaDefinition* schema : parts_.schemas) {
      if (schema->extend != extensions) {
        continue;
      }
      defined = defined || !schema->extend;
      if (schema->description) {
        schema_.description_ = schema->description->text;
      }
      for (const ast::OperationTypeDefinition& root : schema->operations) {
        SetRoot(root.operation, declared_.at(root.type.text).get());
      }
      nodes_.schemas.push_back(schema);
    }
  }
  for (const NamedType* type : defined_) {
    for (const auto& [name, operation] : kRootNames) {
      if (!defined && type->name == name) {
        SetRoot(operation, type);
      }
    }
  }
}

void SchemaBuilder::SetRoot(ast::OperationType operation, const NamedType* type) {
  switch (operation) {
    case ast::OperationType::kQuery:
      schema_.query_ = type;
      break;
    case ast::OperationType::kMutation:
      schema_.mutation_ = type;
      break;
    case ast::OperationType::kSubscription:
      schema_.subscription_ = type;
      break;
  }
}

// Each type of the SDL, followed by the built-in ones that it is the first to refer to.
void SchemaBuilder::OrderTypes() {
  for (const NamedType* type : defined_) {
    referenced_.insert(type->name);
  }
  for (NamedType* type : defined_) {
    AddWithReferences(*type);
  }
  for (const NamedType* root : {schema_.query_, schema_.mutation_, schema_.subscription_}) {
    if (root != nullptr) {
      AddReference(*root);
    }
  }
  for (const DirectiveType& directive : schema_.directives_) {
    AddReferences(directive.arguments);
  }
  AddReference(*declared_.at("__Schema"));
  schema_.meta_fields_ = std::move(declared_.at(kMeta)->fields);
  for (NamedType* type : order_) {
    auto found = declared_.find(type->name);
    if (found->second != nullptr) {
      schema_.by_name_.emplace(type->name, type);
      schema_.types_.push_back(std::move(found->second));
    }
  }
}

void SchemaBuilder::AddWithReferences(NamedType& type) {
  order_.push_back(&type);
  for (const NamedType* interface : type.interfaces) {
    AddReference(*interface);
  }
  for (const OutputField& field : type.fields) {
    AddReference(field.type.Named());
    AddReferences(field.arguments);
  }
  for (const NamedType* member : type.members) {
    AddReference(*member);
  }
  AddReferences(type.input_fields);
}

void SchemaBuilder::AddReferences(const std::vector<InputField>& inputs) {
  for (const InputField& input : inputs) {
    AddReference(input.type.Named());
  }
}

void SchemaBuilder::AddReference(const NamedType& type) {
  if (referenced_.insert(type.name).second) {
    AddWithReferences(*declared_.at(type.name));
  }
}

void SchemaBuilder::LinkAbstractTypes() {
  for (const auto& type : schema_.types_) {
    if (type->kind == TypeKind::kUnion) {
      schema_.possible_types_[type.get()] = type->members;
    }
    auto& lists = type->kind == TypeKind::kInterface ? schema_.implementing_interfaces_
                                                     : schema_.possible_types_;
    for (const NamedType* interface : type->interfaces) {
      if (interface->kind == TypeKind::kInterface) {
        lists[interface].push_back(type.get());
      }
    }
  }
}

void SchemaBuilder::Fail(std::string message, const std::vector<Span>& spans) {
  if (!error_) {
    error_ = ErrorAt(source_, std::move(message), spans);
  }
}

}  // namespace pipeline::graphql
