// What an object or interface owes to the interfaces that it implements.
#include <algorithm>
#include <unordered_set>

#include "libs/graphql/schema/schema_check.hpp"
#include "libs/graphql/schema/type_comparison.hpp"

namespace pipeline::graphql {
namespace {

bool Implements(const NamedType& type, const NamedType* interface) {
  return std::find(type.interfaces.begin(), type.interfaces.end(), interface) !=
         type.interfaces.end();
}

// The node of an argument; nothing has moved since they were made side by side.
const ast::InputValueDefinition& ArgumentNode(const ast::FieldDefinition& node,
                                              const OutputField& field,
                                              const InputField& argument) {
  return node.arguments[static_cast<std::size_t>(&argument - field.arguments.data())];
}

}  // namespace

void SchemaCheck::CheckInterfaces(const NamedType& type) {
  std::unordered_set<const NamedType*> seen;
  for (const NamedType* interface : type.interfaces) {
    const std::vector<Span> spans = ImplementsNodes(type, *interface);
    if (interface->kind != TypeKind::kInterface) {
      Fail("Type " + type.name + " must only implement Interface types, it cannot implement " +
               interface->name + ".",
           spans);
    } else if (interface == &type) {
      Fail("Type " + type.name +
               " cannot implement itself because it would create a circular reference.",
           spans);
    } else if (!seen.insert(interface).second) {
      Fail("Type " + type.name + " can only implement " + interface->name + " once.", spans);
    } else {
      CheckAncestors(type, *interface);
      CheckImplementation(type, *interface);
    }
  }
}

void SchemaCheck::CheckAncestors(const NamedType& type, const NamedType& interface) {
  for (const NamedType* ancestor : interface.interfaces) {
    if (Implements(type, ancestor)) {
      continue;
    }
    std::vector<Span> spans = ImplementsNodes(interface, *ancestor);
    const std::vector<Span> own = ImplementsNodes(type, interface);
    spans.insert(spans.end(), own.begin(), own.end());
    Fail(ancestor == &type ? "Type " + type.name + " cannot implement " + interface.name +
                                 " because it would create a circular reference."
                           : "Type " + type.name + " must implement " + ancestor->name +
                                 " because it is implemented by " + interface.name + ".",
         spans);
  }
}

void SchemaCheck::CheckImplementation(const NamedType& type, const NamedType& interface) {
  for (const OutputField& expected : interface.fields) {
    const OutputField* field = type.Field(expected.name);
    if (field != nullptr) {
      CheckField(type, *field, interface, expected);
      continue;
    }
    std::vector<Span> spans = {NodeOf(interface, expected).span};
    const std::vector<Span> parts = PartsOf(type);
    spans.insert(spans.end(), parts.begin(), parts.end());
    Fail("Interface field " + interface.name + "." + expected.name + " expected but " + type.name +
             " does not provide it.",
         spans);
  }
}

void SchemaCheck::CheckField(const NamedType& type,
                             const OutputField& field,
                             const NamedType& interface,
                             const OutputField& expected) {
  const std::string path = "." + expected.name;
  if (!IsSubtype(schema_, field.type, expected.type)) {
    Fail("Interface field " + interface.name + path + " expects type " + ToString(expected.type) +
             " but " + type.name + path + " is type " + ToString(field.type) + ".",
         {NodeOf(interface, expected).type.span, NodeOf(type, field).type.span});
  }
  CheckFieldArguments(type, field, interface, expected);
}

void SchemaCheck::CheckFieldArguments(const NamedType& type,
                                      const OutputField& field,
                                      const NamedType& interface,
                                      const OutputField& expected) {
  const ast::FieldDefinition& node = NodeOf(type, field);
  const ast::FieldDefinition& expected_node = NodeOf(interface, expected);
  const std::string in_type = type.name + "." + field.name;
  const std::string in_interface = interface.name + "." + field.name;
  for (const InputField& wanted : expected.arguments) {
    const ast::InputValueDefinition& wanted_node = ArgumentNode(expected_node, expected, wanted);
    const InputField* argument = field.Argument(wanted.name);
    const std::string name = "(" + wanted.name + ":)";
    if (argument == nullptr) {
      Fail("Interface field argument " + in_interface + name + " expected but " + in_type +
               " does not provide it.",
           {wanted_node.span, node.span});
    } else if (wanted.type != argument->type) {
      Fail("Interface field argument " + in_interface + name + " expects type " +
               ToString(wanted.type) + " but " + in_type + name + " is type " +
               ToString(argument->type) + ".",
           {wanted_node.type.span, ArgumentNode(node, field, *argument).type.span});
    }
  }
  for (const InputField& argument : field.arguments) {
    if (argument.IsRequired() && expected.Argument(argument.name) == nullptr) {
      Fail("Object field " + in_type + " includes required argument " + argument.name +
               " that is missing from the Interface field " + in_interface + ".",
           {ArgumentNode(node, field, argument).span, expected_node.span});
    }
  }
}

std::vector<Span> SchemaCheck::ImplementsNodes(const NamedType& type,
                                               const NamedType& interface) const {
  std::vector<Span> spans;
  for (const ast::TypeDefinition* part : NodesOf(type).parts) {
    for (const ast::Name& name : part->interfaces) {
      if (name.text == interface.name) {
        spans.push_back(name.span);
      }
    }
  }
  return spans;
}

}  // namespace pipeline::graphql
