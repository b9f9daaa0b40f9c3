#include <nlohmann/json.hpp>

#include "libs/graphql/schema/schema.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {
namespace {

using Json = nlohmann::ordered_json;

Json Text(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

template <typename Items, typename Make>
Json List(const Items& items, Make make) {
  Json list = Json::array();
  for (const auto& item : items) {
    list.push_back(make(item));
  }
  return list;
}

Json Name(const NamedType* type) { return type == nullptr ? Json() : Json(type->name); }

Json Input(const InputField& input) {
  return {
      {"input",
       {input.name, Text(input.description), ToString(input.type), Text(input.deprecation_reason)}},
      {"default", Text(input.default_text)}};
}

Json Output(const OutputField& field) {
  return {field.name,
          Text(field.description),
          List(field.arguments, Input),
          ToString(field.type),
          Text(field.deprecation_reason)};
}

Json Value(const EnumValue& value) {
  return {value.name, Text(value.description), Text(value.deprecation_reason)};
}

Json Directive(const DirectiveType& directive) {
  return {directive.name,
          Text(directive.description),
          directive.locations,
          List(directive.arguments, Input),
          directive.repeatable};
}

Json Type(const Schema& schema, const NamedType& type) {
  return {{"kind", static_cast<int>(type.kind)},
          {"name", type.name},
          {"description", Text(type.description)},
          {"specifiedBy", Text(type.specified_by_url)},
          {"fields", List(type.fields, Output)},
          {"interfaces", List(type.interfaces, Name)},
          {"possibleTypes", List(schema.PossibleTypes(type), Name)},
          {"implementing", List(schema.ImplementingInterfaces(type), Name)},
          {"values", List(type.values, Value)},
          {"inputFields", List(type.input_fields, Input)},
          {"oneOf", type.one_of}};
}

Json All(const Schema& schema) {
  return {{"description", Text(schema.Description())},
          {"roots", {Name(schema.Query()), Name(schema.Mutation()), Name(schema.Subscription())}},
          {"types", List(schema.Types(), [&](const auto& type) { return Type(schema, *type); })},
          {"directives", List(schema.Directives(), Directive)}};
}

}  // namespace

std::string ProbeSchema(const ProbeRequest& request) {
  const auto schema = BuildSchema(Source(request.schema));
  return schema ? Json{{"schema", All(*schema)}}.dump()
                : R"({"error":)" + ToJson(schema.error()) + "}";
}

}  // namespace pipeline::graphql
