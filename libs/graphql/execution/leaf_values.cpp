#include "libs/graphql/execution/leaf_values.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "common/base/numbers.hpp"
#include "common/json/strings.hpp"
#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/json_text.hpp"
#include "libs/graphql/schema/suggestions.hpp"

namespace pipeline::graphql {
namespace {

using Parsed = tl::expected<InputValue, std::string>;
using json::Kind;

// The JSON of a variable.
struct Input {
  Kind kind;
  std::string_view text;
};

tl::unexpected<std::string> Refuse(std::string_view what, const Input& input) {
  return tl::make_unexpected(std::string(what) + Clip(input.text));
}

std::string TextOf(const Input& input) {
  return json::DecodeString(input.text.substr(1, input.text.size() - 2));
}

std::optional<double> NumberOf(const Input& input) {
  return input.kind == Kind::kNumber ? std::optional(NumberOfJson(input.text)) : std::nullopt;
}

bool IsInteger(std::optional<double> number) {
  return number && std::isfinite(*number) && std::trunc(*number) == *number;
}

Parsed ParseInt(const Input& input) {
  const std::optional<double> number = NumberOf(input);
  if (!IsInteger(number)) {
    return Refuse("Int cannot represent non-integer value: ", input);
  }
  if (*number > std::numeric_limits<std::int32_t>::max() ||
      *number < std::numeric_limits<std::int32_t>::min()) {
    return Refuse("Int cannot represent non 32-bit signed integer value: ", input);
  }
  return InputValue{static_cast<std::int32_t>(*number)};
}

Parsed ParseFloat(const Input& input) {
  const std::optional<double> number = NumberOf(input);
  if (!number || !std::isfinite(*number)) {
    return Refuse("Float cannot represent non numeric value: ", input);
  }
  return InputValue{*number};
}

Parsed ParseString(const Input& input) {
  if (input.kind != Kind::kString) {
    return Refuse("String cannot represent a non string value: ", input);
  }
  return InputValue{TextOf(input)};
}

Parsed ParseBoolean(const Input& input) {
  if (input.kind != Kind::kTrue && input.kind != Kind::kFalse) {
    return Refuse("Boolean cannot represent a non boolean value: ", input);
  }
  return InputValue{input.kind == Kind::kTrue};
}

// An integer keeps its digits, also beyond 2^53.
Parsed ParseId(const Input& input) {
  if (input.kind == Kind::kString) {
    return InputValue{TextOf(input)};
  }
  const std::optional<double> number = NumberOf(input);
  if (!IsInteger(number)) {
    return Refuse("ID cannot represent value: ", input);
  }
  const bool plain = input.text.find_first_of(".eE") == std::string_view::npos;
  return InputValue{plain && *number != 0 ? std::string(input.text) : NumberText(*number)};
}

std::string DidYouMeanValue(const NamedType& type, std::string_view text) {
  std::vector<std::string_view> names;
  names.reserve(type.values.size());
  for (const EnumValue& value : type.values) {
    names.emplace_back(value.name);
  }
  return DidYouMean(Suggestions(text, names), "the enum value");
}

Parsed ParseEnum(const NamedType& type, const Input& input, bool suggestions) {
  if (input.kind != Kind::kString) {
    const std::string shown = Clip(input.text);
    return tl::make_unexpected("Enum \"" + type.name + "\" cannot represent non-string value: " +
                               shown + "." + (suggestions ? DidYouMeanValue(type, shown) : ""));
  }
  std::string name = TextOf(input);
  if (type.Value(name) == nullptr) {
    return tl::make_unexpected("Value \"" + Clip(name) + "\" does not exist in \"" + type.name +
                               "\" enum." + (suggestions ? DidYouMeanValue(type, name) : ""));
  }
  return InputValue{EnumName{std::move(name)}};
}

}  // namespace

Parsed ParseLeafValue(const NamedType& type,
                      json::Kind kind,
                      std::string_view text,
                      bool suggestions) {
  const Input input{kind, text};
  if (type.kind == TypeKind::kEnum) {
    return ParseEnum(type, input, suggestions);
  }
  if (type.name == "String") {
    return ParseString(input);
  }
  if (type.name == "Int") {
    return ParseInt(input);
  }
  if (type.name == "Boolean") {
    return ParseBoolean(input);
  }
  if (type.name == "ID") {
    return ParseId(input);
  }
  return type.name == "Float" ? ParseFloat(input) : InputValue{RawJson{std::string(text)}};
}

namespace {

using Serialized = tl::expected<Leaf, std::string>;

Serialized Refuse(std::string_view what, const Answer& answer) {
  return tl::make_unexpected(std::string(what) + Describe(answer));
}

// The value as a number: true is 1, a text is read as a decimal number.
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
  return text == nullptr ? std::nullopt : base::ParseNumber<double>(*text);
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
    return Leaf{NumberText(*number)};
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

std::string Describe(const Answer& answer) {
  struct Visitor {
    std::string operator()(std::nullptr_t) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const {
      return std::isnan(value) ? "NaN" : std::isinf(value) ? "Infinity" : NumberText(value);
    }
    std::string operator()(const std::string& value) const {
      std::string text;
      AppendJsonString(text, value);
      return Clip(text);
    }
    std::string operator()(const RawJson& value) const { return Clip(value.text); }
    std::string operator()(const Object& value) const {
      return "[" + std::string(value.type) + "]";
    }
    std::string operator()(const Answer::List&) const { return "a list"; }
  };
  return std::visit(Visitor(), answer.value);
}

}  // namespace pipeline::graphql
