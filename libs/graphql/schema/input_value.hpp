#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"

namespace pipeline::graphql {

struct NamedType;
class TypeRef;

/// JSON as its own text, so that numbers keep their digits and objects their order. It was checked
/// on input (UTF-8, grammar, no duplicate keys, nesting).
struct RawJson {
  std::string text;

  bool operator==(const RawJson&) const = default;
};

/// The name of an enum's value.
struct EnumName {
  std::string text;

  bool operator==(const EnumName&) const = default;
};

/// An argument or variable after coercion to its type (specification, sections 6.1.2 and 6.4.1):
/// null, Boolean, Int, Float, String or ID, an enum's value, another scalar as JSON, a list, or an
/// input object with its fields in the order of the schema.
struct InputValue {
  using List = std::vector<InputValue>;
  using Object = std::vector<std::pair<std::string, InputValue>>;
  using Variant = std::variant<std::nullptr_t,
                               bool,
                               std::int32_t,
                               double,
                               std::string,
                               EnumName,
                               RawJson,
                               List,
                               Object>;

  Variant value = nullptr;

  bool IsNull() const { return std::holds_alternative<std::nullptr_t>(value); }
  bool operator==(const InputValue&) const = default;
};

/// Coerced variables by their name, without "$". One that was not given is absent.
using Variables = std::unordered_map<std::string, InputValue>;

/// The coerced arguments of one field. One that was not given and has no default is absent.
class Arguments {
 public:
  Arguments() = default;
  explicit Arguments(InputValue::Object values) : values_(std::move(values)) {}

  /// Null if it is absent. An explicit null is an InputValue that IsNull().
  const InputValue* Find(std::string_view name) const {
    for (const auto& [key, value] : values_) {
      if (key == name) {
        return &value;
      }
    }
    return nullptr;
  }

  /// The value if it is a T; null if it is absent, null or of another type.
  template <typename T>
  const T* Get(std::string_view name) const {
    const InputValue* found = Find(name);
    return found == nullptr ? nullptr : std::get_if<T>(&found->value);
  }

 private:
  InputValue::Object values_;
};

/// The value of a literal as this type. Nothing where it has none: it is of another type, a
/// non-null is null, a required field is missing. A variable's value is returned unchanged, because
/// validation has checked its type (specification, section 5.8.5).
std::optional<InputValue> ValueFromLiteral(const ast::Value& value,
                                           const TypeRef& type,
                                           const Variables* variables);

/// The value of a literal that is no variable as this scalar or enum, or the message that refuses
/// it, without a location.
///
/// A scalar that is not built in becomes RawJson in which numbers keep their digits and the names
/// of enums' values become strings; the scalar named JSON refuses those, as graphql-type-json does.
/// Variables inside are replaced; one that was not given is left out of an object and null in a
/// list.
Result<InputValue> ParseScalarLiteral(const NamedType& leaf,
                                      const ast::Value& value,
                                      const Variables* variables,
                                      bool suggestions = true);

/// Appends a value as JSON. An enum's value is a string.
void AppendJson(std::string& to, const InputValue& value);

}  // namespace pipeline::graphql
