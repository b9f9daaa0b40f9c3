#include "libs/graphql/execution/introspection.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pipeline::graphql {
namespace {

// The data of introspection's objects. __Schema, __Field, __InputValue, __EnumValue and __Directive
// point into the schema; a __Type with its lists and non-nulls is made on demand.
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

Answer TypeAnswer(const Schema* schema, TypeRef type) {
  return type ? ObjectOf<TypeView>("__Type", {schema, std::move(type)}) : Answer{};
}

Answer TypeAnswer(const Schema* schema, const NamedType* type) {
  return TypeAnswer(schema, TypeRef(type, ""));
}

Answer TextAnswer(const std::optional<std::string>& text) {
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

bool IncludesDeprecated(const Arguments& arguments) {
  const bool* include = arguments.Get<bool>("includeDeprecated");
  return include != nullptr && *include;
}

// The items as objects of introspection; the deprecated ones only if the arguments include them.
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

class TypeResolvers {
 public:
  TypeResolvers(Schema& schema, std::string_view type) : schema_(schema), type_(type) {}

  // Sets a resolver that is called with the object's data and the arguments.
  template <typename Data, typename Function>
  void Field(std::string_view field, Function answer) {
    schema_.SetResolver(
        type_, field, [answer](const ResolveInfo& info) -> Result<std::variant<Answer, Deferred>> {
          return answer(info.parent.As<Data>(), info.arguments);
        });
  }

  // Fields that most types have.
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

// A resolver of __Type for named types only; null for lists and non-nulls.
template <typename Function>
auto OfNamed(Function answer) {
  return [answer](const TypeView& view, const Arguments& arguments) -> Answer {
    return view.type.IsNamed() ? answer(view.schema, view.type.Named(), arguments) : Answer{};
  };
}

Answer TypesAnswer(const Schema* schema, const std::vector<const NamedType*>& types) {
  return ListOf(types, [&](const NamedType* type) { return TypeAnswer(schema, type); });
}

void AddTypeItself(TypeResolvers& on) {
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

void AddTypeMembers(TypeResolvers& on) {
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

void AddTypeRelations(TypeResolvers& on) {
  on.Field<TypeView>("interfaces", OfNamed([](auto* schema, const NamedType& type, const auto&) {
                       return HasFields(type) ? TypesAnswer(schema, type.interfaces) : Answer{};
                     }));
  on.Field<TypeView>("possibleTypes", OfNamed([](auto* schema, const NamedType& type, const auto&) {
                       return type.IsAbstract() ? TypesAnswer(schema, schema->PossibleTypes(type))
                                                : Answer{};
                     }));
}

void AddType(Schema& schema) {
  TypeResolvers on(schema, "__Type");
  AddTypeItself(on);
  AddTypeMembers(on);
  AddTypeRelations(on);
}

void AddSchema(Schema& schema) {
  TypeResolvers on(schema, "__Schema");
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

// Never deprecated: SDL has no syntax for it.
void AddDirective(Schema& schema) {
  TypeResolvers on(schema, "__Directive");
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
  TypeResolvers on(schema, "__Field");
  on.NameAndDescription<OutputField>();
  on.Field<View<OutputField>>("args", [](const auto& view, const Arguments& arguments) {
    return Members(view.schema, "__InputValue", view.of->arguments, arguments);
  });
  on.Type<OutputField>();
  on.Deprecation<OutputField>();
}

void AddInputValue(Schema& schema) {
  TypeResolvers on(schema, "__InputValue");
  on.NameAndDescription<InputField>();
  on.Type<InputField>();
  on.Field<View<InputField>>("defaultValue", [](const auto& view, const auto&) {
    return TextAnswer(view.of->default_text);
  });
  on.Deprecation<InputField>();
}

void AddEnumValue(Schema& schema) {
  TypeResolvers on(schema, "__EnumValue");
  on.NameAndDescription<EnumValue>();
  on.Deprecation<EnumValue>();
}

}  // namespace

void AddIntrospection(Schema& schema) {
  AddSchema(schema);
  AddDirective(schema);
  AddType(schema);
  AddField(schema);
  AddInputValue(schema);
  AddEnumValue(schema);
}

std::optional<Answer> ResolveMetaField(const Schema& schema, const FieldPlan& field) {
  const std::string& name = field.field->name;
  if (!name.starts_with("__")) {
    return std::nullopt;
  }
  if (name == "__typename") {
    return Answer{field.parent->name};
  }
  if (name == "__schema") {
    return ObjectOf<View<Schema>>("__Schema", {&schema, &schema});
  }
  const auto* type = field.arguments->Get<std::string>("name");
  return type == nullptr ? Answer{} : TypeAnswer(&schema, schema.Type(*type));
}

}  // namespace pipeline::graphql
