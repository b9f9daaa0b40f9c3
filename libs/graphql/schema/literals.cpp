#include "libs/graphql/schema/literals.hpp"

#include <algorithm>
#include <utility>

namespace pipeline::graphql {
namespace {

using Coerced = std::optional<InputValue>;

bool IsMissingVariable(const ast::Value& value, const Variables* variables) {
  return value.kind == ast::ValueKind::kVariable &&
         (variables == nullptr || !variables->contains(std::string(value.text)));
}

Coerced ValueOfVariable(const ast::Value& value, const TypeRef& type, const Variables* variables) {
  if (IsMissingVariable(value, variables)) {
    return std::nullopt;
  }
  const InputValue& given = variables->at(std::string(value.text));
  return given.IsNull() && type.IsNonNull() ? std::nullopt : std::optional(given);
}

Coerced ValueOfList(const ast::Value& value, const TypeRef& type, const Variables* variables) {
  const TypeRef item_type = type.Inner();
  InputValue::List items;
  if (value.kind != ast::ValueKind::kList) {
    Coerced item = ValueFromLiteral(value, item_type, variables);
    if (!item) {
      return std::nullopt;
    }
    items.push_back(*std::move(item));
    return InputValue{std::move(items)};
  }
  for (const ast::Value& element : value.elements) {
    const bool missing = IsMissingVariable(element, variables) && !item_type.IsNonNull();
    Coerced item = missing ? InputValue{} : ValueFromLiteral(element, item_type, variables);
    if (!item) {
      return std::nullopt;
    }
    items.push_back(*std::move(item));
  }
  return InputValue{std::move(items)};
}

// The last one of that name: validation refuses a second.
const ast::Value* Find(const std::vector<ast::ObjectField>& fields, std::string_view name) {
  const auto found = std::find_if(
      fields.rbegin(), fields.rend(), [&](const auto& field) { return field.name.text == name; });
  return found == fields.rend() ? nullptr : &found->value;
}

bool HoldsOneValue(const InputValue::Object& object) {
  return object.size() == 1 && !object.front().second.IsNull();
}

Coerced ValueOfObject(const ast::Value& value, const NamedType& type, const Variables* variables) {
  if (value.kind != ast::ValueKind::kObject) {
    return std::nullopt;
  }
  InputValue::Object object;
  for (const InputField& field : type.input_fields) {
    const ast::Value* given = Find(value.fields, field.name);
    const bool missing = given == nullptr || IsMissingVariable(*given, variables);
    if (missing && !field.default_value && !field.type.IsNonNull()) {
      continue;
    }
    Coerced coerced =
        missing ? field.default_value : ValueFromLiteral(*given, field.type, variables);
    if (!coerced) {
      return std::nullopt;
    }
    object.emplace_back(field.name, *std::move(coerced));
  }
  if (type.one_of && !HoldsOneValue(object)) {
    return std::nullopt;
  }
  return InputValue{std::move(object)};
}

}  // namespace

std::optional<InputValue> ValueFromLiteral(const ast::Value& value,
                                           const TypeRef& type,
                                           const Variables* variables) {
  if (value.kind == ast::ValueKind::kVariable) {
    return ValueOfVariable(value, type, variables);
  }
  if (value.kind == ast::ValueKind::kNull) {
    return type.IsNonNull() ? std::nullopt : std::optional(InputValue{});
  }
  if (type.IsNonNull()) {
    return ValueFromLiteral(value, type.Inner(), variables);
  }
  if (type.IsList()) {
    return ValueOfList(value, type, variables);
  }
  if (type.Named().kind == TypeKind::kInputObject) {
    return ValueOfObject(value, type.Named(), variables);
  }
  auto leaf = ParseScalarLiteral(type.Named(), value, variables);
  return leaf ? std::optional(*std::move(leaf)) : std::nullopt;
}

}  // namespace pipeline::graphql
