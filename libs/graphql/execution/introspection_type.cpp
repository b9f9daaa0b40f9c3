#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "libs/graphql/execution/introspection_parts.hpp"

namespace pipeline::graphql::introspection {
namespace {

std::string KindOf(const TypeRef& type) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT"};
  if (type.IsNonNull()) {
    return "NON_NULL";
  }
  return type.IsList() ? "LIST"
                       : std::string(kNames.at(static_cast<std::size_t>(type.Named().kind)));
}

bool HasFields(const NamedType& type) {
  return type.kind == TypeKind::kObject || type.kind == TypeKind::kInterface;
}

// A field of __Type that only named types answer.
template <typename Function>
auto OfNamed(Function answer) {
  return [answer](const TypeView& view, const Arguments& arguments) -> Answer {
    return view.type.IsNamed() ? answer(view.schema, view.type.Named(), arguments) : Answer{};
  };
}

Answer TypesAnswer(const Schema* schema, const std::vector<const NamedType*>& types) {
  return ListOf(types, [&](const NamedType* type) { return TypeAnswer(schema, type); });
}

void AddTypeItself(Installer& on) {
  on.Field<TypeView>("kind",
                     [](const TypeView& view, const auto&) { return Answer{KindOf(view.type)}; });
  on.Field<TypeView>(
      "name", OfNamed([](auto*, const NamedType& type, const auto&) { return Answer{type.name}; }));
  on.Field<TypeView>("description", OfNamed([](auto*, const NamedType& type, const auto&) {
                       return TextAnswer(type.description);
                     }));
  on.Field<TypeView>("specifiedByURL", OfNamed([](auto*, const NamedType& type, const auto&) {
                       return TextAnswer(type.specified_by_url);
                     }));
  on.Field<TypeView>("ofType", [](const TypeView& view, const auto&) {
    return view.type.IsNamed() ? Answer{} : TypeAnswer(view.schema, view.type.Inner());
  });
  on.Field<TypeView>("isOneOf", OfNamed([](auto*, const NamedType& type, const auto&) {
                       return type.kind == TypeKind::kInputObject ? Answer{type.one_of} : Answer{};
                     }));
}

void AddTypeMembers(Installer& on) {
  on.Field<TypeView>(
      "fields", OfNamed([](auto* schema, const NamedType& type, const Arguments& arguments) {
        return HasFields(type) ? Members(schema, "__Field", type.fields, arguments) : Answer{};
      }));
  on.Field<TypeView>(
      "enumValues", OfNamed([](auto* schema, const NamedType& type, const Arguments& arguments) {
        return type.kind == TypeKind::kEnum ? Members(schema, "__EnumValue", type.values, arguments)
                                            : Answer{};
      }));
  on.Field<TypeView>("inputFields",
                     OfNamed([](auto* schema, const NamedType& type, const Arguments& arguments) {
                       return type.kind == TypeKind::kInputObject
                                  ? Members(schema, "__InputValue", type.input_fields, arguments)
                                  : Answer{};
                     }));
}

void AddTypeRelations(Installer& on) {
  on.Field<TypeView>("interfaces", OfNamed([](auto* schema, const NamedType& type, const auto&) {
                       return HasFields(type) ? TypesAnswer(schema, type.interfaces) : Answer{};
                     }));
  on.Field<TypeView>("possibleTypes", OfNamed([](auto* schema, const NamedType& type, const auto&) {
                       return type.IsAbstract() ? TypesAnswer(schema, schema->PossibleTypes(type))
                                                : Answer{};
                     }));
}

}  // namespace

void AddType(Schema& schema) {
  Installer on(schema, "__Type");
  AddTypeItself(on);
  AddTypeMembers(on);
  AddTypeRelations(on);
}

}  // namespace pipeline::graphql::introspection
