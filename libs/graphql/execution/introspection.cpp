#include "libs/graphql/execution/introspection.hpp"

#include <string>

#include "libs/graphql/execution/introspection_parts.hpp"

namespace pipeline::graphql {
namespace introspection {
namespace {

void AddSchema(Schema& schema) {
  Installer on(schema, "__Schema");
  using Data = View<Schema>;
  on.Field<Data>("description",
                 [](const Data& view, const auto&) { return TextAnswer(view.of->Description()); });
  on.Field<Data>("types", [](const Data& view, const auto&) {
    return ListOf(view.of->Types(),
                  [&](const auto& type) { return TypeAnswer(view.of, type.get()); });
  });
  on.Field<Data>("queryType", [](const Data& view, const auto&) {
    return TypeAnswer(view.of, view.of->Query());
  });
  on.Field<Data>("mutationType", [](const Data& view, const auto&) {
    return TypeAnswer(view.of, view.of->Mutation());
  });
  on.Field<Data>("subscriptionType", [](const Data& view, const auto&) {
    return TypeAnswer(view.of, view.of->Subscription());
  });
  on.Field<Data>("directives", [](const Data& view, const auto&) {
    return ListOf(view.of->Directives(), [&](const DirectiveType& directive) {
      return ObjectOf<View<DirectiveType>>("__Directive", {view.of, &directive});
    });
  });
}

// No directive of a schema file is deprecated: its grammar cannot say so.
void AddDirective(Schema& schema) {
  Installer on(schema, "__Directive");
  using Data = View<DirectiveType>;
  on.NameAndDescription<DirectiveType>();
  on.Field<Data>("isRepeatable",
                 [](const Data& view, const auto&) { return Answer{view.of->repeatable}; });
  on.Field<Data>("locations", [](const Data& view, const auto&) {
    return ListOf(view.of->locations, [](const std::string& name) { return Answer{name}; });
  });
  on.Field<Data>("args", [](const Data& view, const Arguments& arguments) {
    return Members(view.schema, "__InputValue", view.of->arguments, arguments);
  });
  on.Field<Data>("isDeprecated", [](const Data&, const auto&) { return Answer{false}; });
  on.Field<Data>("deprecationReason", [](const Data&, const auto&) { return Answer{}; });
}

void AddField(Schema& schema) {
  Installer on(schema, "__Field");
  on.NameAndDescription<OutputField>();
  on.Field<View<OutputField>>("args", [](const auto& view, const Arguments& arguments) {
    return Members(view.schema, "__InputValue", view.of->arguments, arguments);
  });
  on.Type<OutputField>();
  on.Deprecation<OutputField>();
}

void AddInputValue(Schema& schema) {
  Installer on(schema, "__InputValue");
  on.NameAndDescription<InputField>();
  on.Type<InputField>();
  on.Field<View<InputField>>("defaultValue", [](const auto& view, const auto&) {
    return TextAnswer(view.of->default_text);
  });
  on.Deprecation<InputField>();
}

void AddEnumValue(Schema& schema) {
  Installer on(schema, "__EnumValue");
  on.NameAndDescription<EnumValue>();
  on.Deprecation<EnumValue>();
}

}  // namespace
}  // namespace introspection

void AddIntrospection(Schema& schema) {
  introspection::AddSchema(schema);
  introspection::AddDirective(schema);
  introspection::AddType(schema);
  introspection::AddField(schema);
  introspection::AddInputValue(schema);
  introspection::AddEnumValue(schema);
}

std::optional<Answer> AnswerMetaField(const Schema& schema, const FieldPlan& field) {
  const std::string& name = field.field->name;
  if (!name.starts_with("__")) {
    return std::nullopt;
  }
  if (name == "__typename") {
    return Answer{field.parent->name};
  }
  if (name == "__schema") {
    return introspection::ObjectOf<introspection::View<Schema>>("__Schema", {&schema, &schema});
  }
  const auto* type = field.arguments->Get<std::string>("name");
  return type == nullptr ? Answer{} : introspection::TypeAnswer(&schema, schema.Type(*type));
}

}  // namespace pipeline::graphql
