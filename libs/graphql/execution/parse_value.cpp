#include "libs/graphql/execution/parse_value.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "common/json/strings.hpp"
#include "libs/graphql/execution/inspect.hpp"
#include "libs/graphql/schema/json_text.hpp"
#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/suggestions.hpp"

namespace pipeline::graphql {
namespace {

using Parsed = tl::expected<InputValue, std::string>;
using json::Kind;

tl::unexpected<std::string> Refuse(std::string_view what, const JsonInput& input) {
  return tl::make_unexpected(std::string(what) + InspectJson(input.text));
}

std::string TextOf(const JsonInput& input) {
  return json::DecodeString(input.text.substr(1, input.text.size() - 2));
}

std::optional<double> NumberOf(const JsonInput& input) {
  return input.kind == Kind::kNumber ? std::optional(NumberOfJson(input.text)) : std::nullopt;
}

bool IsInteger(std::optional<double> number) {
  return number && std::isfinite(*number) && std::trunc(*number) == *number;
}

Parsed ParseInt(const JsonInput& input) {
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

Parsed ParseFloat(const JsonInput& input) {
  const std::optional<double> number = NumberOf(input);
  if (!number || !std::isfinite(*number)) {
    return Refuse("Float cannot represent non numeric value: ", input);
  }
  return InputValue{*number};
}

Parsed ParseString(const JsonInput& input) {
  if (input.kind != Kind::kString) {
    return Refuse("String cannot represent a non string value: ", input);
  }
  return InputValue{TextOf(input)};
}

Parsed ParseBoolean(const JsonInput& input) {
  if (input.kind != Kind::kTrue && input.kind != Kind::kFalse) {
    return Refuse("Boolean cannot represent a non boolean value: ", input);
  }
  return InputValue{input.kind == Kind::kTrue};
}

// An integer keeps its digits, where JavaScript has 53 bits of them.
Parsed ParseId(const JsonInput& input) {
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

Parsed ParseEnum(const NamedType& type, const JsonInput& input, bool suggestions) {
  if (input.kind != Kind::kString) {
    const std::string shown = InspectJson(input.text);
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

Parsed ParseLeafValue(const NamedType& type, const JsonInput& input, bool suggestions) {
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
  return type.name == "Float" ? ParseFloat(input) : InputValue{RawJson{std::string(input.text)}};
}

}  // namespace pipeline::graphql
