#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace pipeline::graphql {

/// JSON that travels as its own text, so that numbers keep their digits and objects their order. It
/// was checked when it came in (UTF-8, grammar, no key twice, nesting).
struct RawJson {
  std::string text;

  bool operator==(const RawJson&) const = default;
};

/// The name of an enum's value.
struct EnumName {
  std::string text;

  bool operator==(const EnumName&) const = default;
};

/// An argument or variable after coercion to its type (specification, section 6.1.2 and 6.4.1):
/// null, Boolean, Int, Float, String or ID, an enum's value, the JSON scalar, a list or an input
/// object with its fields in the order of the schema.
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

/// The arguments of one field, coerced; what was not given and has no default is absent.
class Arguments {
 public:
  Arguments() = default;
  explicit Arguments(InputValue::Object values) : values_(std::move(values)) {}

  /// Null where it is absent. An explicit null is an InputValue that IsNull().
  const InputValue* Find(std::string_view name) const {
    for (const auto& [key, value] : values_) {
      if (key == name) {
        return &value;
      }
    }
    return nullptr;
  }

  /// The value where it was given as a T, else null: absent, null, or of another type.
  template <typename T>
  const T* Get(std::string_view name) const {
    const InputValue* found = Find(name);
    return found == nullptr ? nullptr : std::get_if<T>(&found->value);
  }

 private:
  InputValue::Object values_;
};

}  // namespace pipeline::graphql
