#include "libs/graphql/schema/schema_check.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "libs/graphql/schema/sdl_report.hpp"

namespace pipeline::graphql {
std::optional<Error> CheckSchema(const Source& source,
                                 const Schema& schema,
                                 const SchemaNodes& nodes) {
  return SchemaCheck(source, schema, nodes).Run();
}

std::optional<Error> SchemaCheck::Run() {
  CheckRoots();
  CheckDirectives();
  for (const auto& type : schema_.Types()) {
    if (!nodes_.built_in.contains(type.get())) {
      CheckType(*type);
    }
  }
  return std::move(error_);
}

void SchemaCheck::CheckRoots() {
  using Operation = ast::OperationType;
  if (schema_.Query() == nullptr) {
    std::vector<Span> spans;
    if (!nodes_.schemas.empty() && !nodes_.schemas.front()->extend) {
      spans.push_back(nodes_.schemas.front()->span);
    }
    Fail("Query root type must be provided.", spans);
  }
  CheckRoot(Operation::kQuery, "Query", "must be Object type");
  CheckRoot(Operation::kMutation, "Mutation", "must be Object type if provided");
  CheckRoot(Operation::kSubscription, "Subscription", "must be Object type if provided");
}

void SchemaCheck::CheckRoot(ast::OperationType operation,
                            std::string_view what,
                            std::string_view rule) {
  const NamedType* type = schema_.Root(operation);
  if (type == nullptr || type->kind == TypeKind::kObject) {
    return;
  }
  Span span = NodesOf(*type).parts.front()->span;
  bool found = false;
  for (const ast::SchemaDefinition* schema : nodes_.schemas) {
    for (const ast::OperationTypeDefinition& root : schema->operations) {
      if (root.operation == operation && !std::exchange(found, true)) {
        span = root.type.span;
      }
    }
  }
  Fail(std::string(what) + " root type " + std::string(rule) + ", it cannot be " + type->name + ".",
       {span});
}

void SchemaCheck::CheckType(const NamedType& type) {
  CheckName(type.name, NodesOf(type).parts.front()->span);
  switch (type.kind) {
    case TypeKind::kScalar:
      break;
    case TypeKind::kObject:
    case TypeKind::kInterface:
      CheckFields(type);
      CheckInterfaces(type);
      break;
    case TypeKind::kUnion:
      CheckMembers(type);
      break;
    case TypeKind::kEnum:
      CheckValues(type);
      break;
    case TypeKind::kInputObject:
      CheckInputFields(type);
      CheckCycles(type);
      break;
  }
}

void SchemaCheck::CheckFields(const NamedType& type) {
  if (type.fields.empty()) {
    Fail("Type " + type.name + " must define one or more fields.", PartsOf(type));
  }
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const OutputField& field = type.fields[i];
    const ast::FieldDefinition& node = *NodesOf(type).fields[i];
    const std::string path = type.name + "." + field.name;
    CheckName(field.name, node.span);
    if (!field.type.Named().IsOutput()) {
      Fail("The type of " + path + " must be Output Type but got: " + ToString(field.type) + ".",
           {node.type.span});
    }
    for (std::size_t j = 0; j < field.arguments.size(); ++j) {
      CheckArgument(
          path + "(" + field.arguments[j].name + ":)", field.arguments[j], node.arguments[j]);
    }
  }
}

void SchemaCheck::CheckMembers(const NamedType& type) {
  if (type.members.empty()) {
    Fail("Union type " + type.name + " must define one or more member types.", PartsOf(type));
  }
  std::unordered_set<const NamedType*> seen;
  for (const NamedType* member : type.members) {
    std::vector<Span> spans;
    for (const ast::TypeDefinition* part : NodesOf(type).parts) {
      for (const ast::Name& name : part->members) {
        if (name.text == member->name) {
          spans.push_back(name.span);
        }
      }
    }
    if (!seen.insert(member).second) {
      Fail("Union type " + type.name + " can only include type " + member->name + " once.", spans);
    } else if (member->kind != TypeKind::kObject) {
      Fail("Union type " + type.name + " can only include Object types, it cannot include " +
               member->name + ".",
           spans);
    }
  }
}

void SchemaCheck::CheckValues(const NamedType& type) {
  if (type.values.empty()) {
    Fail("Enum type " + type.name + " must define one or more values.", PartsOf(type));
  }
  for (const ast::TypeDefinition* part : NodesOf(type).parts) {
    for (const ast::EnumValueDefinition& value : part->values) {
      CheckName(value.name.text, value.span);
    }
  }
}

void SchemaCheck::CheckName(std::string_view name, const Span& span) {
  if (name.starts_with("__")) {
    Fail(Reserved(name), {span});
  }
}

std::string SchemaCheck::Reserved(std::string_view name) {
  return "Name \"" + std::string(name) +
         "\" must not begin with \"__\", which is reserved by GraphQL introspection.";
}

void SchemaCheck::Fail(std::string message, const std::vector<Span>& spans) {
  if (!error_) {
    error_ = ErrorAt(source_, std::move(message), spans);
  }
}

std::vector<Span> SchemaCheck::PartsOf(const NamedType& type) const {
  std::vector<Span> spans;
  for (const ast::TypeDefinition* part : NodesOf(type).parts) {
    spans.push_back(part->span);
  }
  return spans;
}

const ast::FieldDefinition& SchemaCheck::NodeOf(const NamedType& type,
                                                const OutputField& field) const {
  return *NodesOf(type).fields[static_cast<std::size_t>(&field - type.fields.data())];
}

}  // namespace pipeline::graphql
