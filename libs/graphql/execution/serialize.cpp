#include "libs/graphql/execution/serialize.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "libs/graphql/execution/inspect.hpp"
#include "libs/graphql/execution/number_text.hpp"
#include "libs/graphql/schema/json_text.hpp"

namespace pipeline::graphql {
namespace {

using Serialized = tl::expected<Leaf, std::string>;

Serialized Refuse(std::string_view what, const Answer& answer) {
  return tl::make_unexpected(std::string(what) + Inspect(answer));
}

// The number that Int and Float see; nothing where there is none.
std::optional<double> NumberOf(const Answer& answer) {
  if (const auto* flag = std::get_if<bool>(&answer.value)) {
    return *flag ? 1 : 0;
  }
  if (const auto* integer = std::get_if<std::int64_t>(&answer.value)) {
    return static_cast<double>(*integer);
  }
  if (const auto* number = std::get_if<double>(&answer.value)) {
    return *number;
  }
  const auto* text = std::get_if<std::string>(&answer.value);
  return text == nullptr || text->empty() ? std::nullopt : NumberOfText(*text);
}

Serialized Int(const Answer& answer) {
  const std::optional<double> number = NumberOf(answer);
  if (!number || !std::isfinite(*number) || std::trunc(*number) != *number) {
    return Refuse("Int cannot represent non-integer value: ", answer);
  }
  if (*number > std::numeric_limits<std::int32_t>::max() ||
      *number < std::numeric_limits<std::int32_t>::min()) {
    return Refuse("Int cannot represent non 32-bit signed integer value: ", answer);
  }
  return Leaf{std::to_string(static_cast<std::int32_t>(*number))};
}

Serialized Float(const Answer& answer) {
  if (const auto* integer = std::get_if<std::int64_t>(&answer.value)) {
    return Leaf{std::to_string(*integer)};
  }
  const std::optional<double> number = NumberOf(answer);
  if (!number || !std::isfinite(*number)) {
    return Refuse("Float cannot represent non numeric value: ", answer);
  }
  return Leaf{NumberText(*number)};
}

Serialized String(Answer&& answer) {
  if (auto* text = std::get_if<std::string>(&answer.value)) {
    return Leaf{std::move(*text), true};
  }
  if (const auto* flag = std::get_if<bool>(&answer.value)) {
    return Leaf{*flag ? "true" : "false", true};
  }
  if (const auto* integer = std::get_if<std::int64_t>(&answer.value)) {
    return Leaf{std::to_string(*integer), true};
  }
  const auto* number = std::get_if<double>(&answer.value);
  if (number == nullptr || !std::isfinite(*number)) {
    return Refuse("String cannot represent value: ", answer);
  }
  return Leaf{NumberText(*number), true};
}

Serialized Boolean(const Answer& answer) {
  if (const auto* flag = std::get_if<bool>(&answer.value)) {
    return Leaf{*flag ? "true" : "false"};
  }
  const bool is_text = std::holds_alternative<std::string>(answer.value);
  const std::optional<double> number = is_text ? std::nullopt : NumberOf(answer);
  if (!number || !std::isfinite(*number)) {
    return Refuse("Boolean cannot represent a non boolean value: ", answer);
  }
  return Leaf{*number != 0 ? "true" : "false"};
}

Serialized Id(Answer&& answer) {
  if (auto* text = std::get_if<std::string>(&answer.value)) {
    return Leaf{std::move(*text), true};
  }
  if (const auto* integer = std::get_if<std::int64_t>(&answer.value)) {
    return Leaf{std::to_string(*integer), true};
  }
  const auto* number = std::get_if<double>(&answer.value);
  if (number == nullptr || !std::isfinite(*number) || std::trunc(*number) != *number) {
    return Refuse("ID cannot represent value: ", answer);
  }
  return Leaf{NumberText(*number), true};
}

Serialized Enum(const NamedType& type, Answer&& answer) {
  auto* name = std::get_if<std::string>(&answer.value);
  if (name == nullptr || type.Value(*name) == nullptr) {
    return Refuse("Enum \"" + type.name + "\" cannot represent value: ", answer);
  }
  return Leaf{std::move(*name), true};
}

// JSON.stringify writes numbers that JSON cannot say as null.
std::string JsonNumber(double number) {
  return std::isfinite(number) ? NumberText(number) : "null";
}

Serialized AnyJson(const NamedType& type, Answer&& answer) {
  if (auto* json = std::get_if<RawJson>(&answer.value)) {
    return Leaf{std::move(json->text)};
  }
  if (auto* text = std::get_if<std::string>(&answer.value)) {
    return Leaf{std::move(*text), true};
  }
  if (const auto* flag = std::get_if<bool>(&answer.value)) {
    return Leaf{*flag ? "true" : "false"};
  }
  if (const auto* integer = std::get_if<std::int64_t>(&answer.value)) {
    return Leaf{std::to_string(*integer)};
  }
  if (const auto* number = std::get_if<double>(&answer.value)) {
    return Leaf{JsonNumber(*number)};
  }
  return Refuse(type.name + " cannot represent value: ", answer);
}

}  // namespace

tl::expected<Leaf, std::string> SerializeLeaf(const NamedType& type, Answer&& answer) {
  if (type.kind == TypeKind::kEnum) {
    return Enum(type, std::move(answer));
  }
  if (type.name == "String") {
    return String(std::move(answer));
  }
  if (type.name == "Int") {
    return Int(answer);
  }
  if (type.name == "Boolean") {
    return Boolean(answer);
  }
  if (type.name == "ID") {
    return Id(std::move(answer));
  }
  return type.name == "Float" ? Float(answer) : AnyJson(type, std::move(answer));
}

}  // namespace pipeline::graphql
