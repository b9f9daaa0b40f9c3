#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"

/// What the functions of the introspection types are made of.
namespace pipeline::graphql::introspection {

// What the objects of introspection hold. __Schema, __Field, __InputValue, __EnumValue and
// __Directive point to the schema's own; a type in its lists and non-nulls is made as it is asked
// for.
template <typename T>
struct View {
  const Schema* schema;
  const T* of;
};

struct TypeView {
  const Schema* schema;
  TypeRef type;
};

template <typename T>
Answer ObjectOf(std::string_view type, T data) {
  return {Object{type, std::make_shared<const T>(std::move(data))}};
}

inline Answer TypeAnswer(const Schema* schema, TypeRef type) {
  return type ? ObjectOf<TypeView>("__Type", {schema, std::move(type)}) : Answer{};
}

inline Answer TypeAnswer(const Schema* schema, const NamedType* type) {
  return TypeAnswer(schema, TypeRef(type, ""));
}

inline Answer TextAnswer(const std::optional<std::string>& text) {
  return text ? Answer{*text} : Answer{};
}

template <typename Items, typename Make>
Answer ListOf(const Items& items, Make make) {
  Answer::List list;
  list.reserve(items.size());
  for (const auto& item : items) {
    list.push_back(make(item));
  }
  return {std::move(list)};
}

inline bool IncludesDeprecated(const Arguments& arguments) {
  const bool* include = arguments.Get<bool>("includeDeprecated");
  return include != nullptr && *include;
}

// The items as objects of introspection, without the deprecated ones where the arguments say so.
template <typename Item>
Answer Members(const Schema* schema,
               std::string_view type,
               const std::vector<Item>& items,
               const Arguments& arguments) {
  const bool deprecated = IncludesDeprecated(arguments);
  Answer::List list;
  for (const Item& item : items) {
    if (deprecated || !item.deprecation_reason) {
      list.push_back(ObjectOf<View<Item>>(type, {schema, &item}));
    }
  }
  return {std::move(list)};
}

class Installer {
 public:
  Installer(Schema& schema, std::string_view type) : schema_(schema), type_(type) {}

  /// `answer` takes what the object holds, and the arguments.
  template <typename Data, typename Function>
  void Field(std::string_view field, Function answer) {
    schema_.SetResolver(
        type_, field, [answer](const ResolveInfo& info) -> Result<std::variant<Answer, Deferred>> {
          return answer(info.parent.As<Data>(), info.arguments);
        });
  }

  /// What most of them have.
  template <typename T>
  void NameAndDescription() {
    Field<View<T>>("name", [](const auto& view, const auto&) { return Answer{view.of->name}; });
    Field<View<T>>("description",
                   [](const auto& view, const auto&) { return TextAnswer(view.of->description); });
  }

  template <typename T>
  void Deprecation() {
    Field<View<T>>("isDeprecated", [](const auto& view, const auto&) {
      return Answer{view.of->deprecation_reason.has_value()};
    });
    Field<View<T>>("deprecationReason", [](const auto& view, const auto&) {
      return TextAnswer(view.of->deprecation_reason);
    });
  }

  template <typename T>
  void Type() {
    Field<View<T>>("type", [](const auto& view, const auto&) {
      return TypeAnswer(view.schema, view.of->type);
    });
  }

 private:
  Schema& schema_;
  std::string_view type_;
};

/// Gives __Type its functions.
void AddType(Schema& schema);

}  // namespace pipeline::graphql::introspection
