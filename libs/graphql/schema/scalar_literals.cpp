#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "libs/graphql/execution/number_text.hpp"
#include "libs/graphql/language/printer.hpp"
#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/json_literal.hpp"
#include "libs/graphql/schema/literals.hpp"
#include "libs/graphql/schema/suggestions.hpp"

namespace pipeline::graphql {
namespace {

using ast::ValueKind;
using CoercedLiteral = Result<InputValue>;

CoercedLiteral Refuse(std::string message) {
  return tl::make_unexpected(
      Error{.message = std::move(message), .locations = {}, .path = {}, .code = {}});
}

CoercedLiteral RefuseValue(std::string_view why, const ast::Value& value) {
  return Refuse(std::string(why) + Clip(Print(value)));
}

CoercedLiteral ParseInt(const ast::Value& value) {
  if (value.kind != ValueKind::kInt) {
    return RefuseValue("Int cannot represent non-integer value: ", value);
  }
  std::int32_t number = 0;
  const auto read = std::from_chars(value.text.begin(), value.text.end(), number);
  if (read.ec != std::errc()) {
    return RefuseValue("Int cannot represent non 32-bit signed integer value: ", value);
  }
  return InputValue{number};
}

CoercedLiteral ParseFloat(const ast::Value& value) {
  if (value.kind != ValueKind::kFloat && value.kind != ValueKind::kInt) {
    return RefuseValue("Float cannot represent non numeric value: ", value);
  }
  return InputValue{NumberOfJson(value.text)};
}

CoercedLiteral ParseString(const ast::Value& value) {
  if (value.kind != ValueKind::kString) {
    return RefuseValue("String cannot represent a non string value: ", value);
  }
  return InputValue{value.string.text};
}

CoercedLiteral ParseBoolean(const ast::Value& value) {
  if (value.kind != ValueKind::kBoolean) {
    return RefuseValue("Boolean cannot represent a non boolean value: ", value);
  }
  return InputValue{value.text == "true"};
}

CoercedLiteral ParseId(const ast::Value& value) {
  if (value.kind != ValueKind::kString && value.kind != ValueKind::kInt) {
    return RefuseValue("ID cannot represent a non-string and non-integer value: ", value);
  }
  return InputValue{value.kind == ValueKind::kInt ? std::string(value.text) : value.string.text};
}

std::string DidYouMeanValue(const NamedType& type, std::string_view text) {
  std::vector<std::string_view> names;
  names.reserve(type.values.size());
  for (const EnumValue& value : type.values) {
    names.emplace_back(value.name);
  }
  return DidYouMean(Suggestions(text, names), "the enum value");
}

CoercedLiteral ParseEnum(const NamedType& type, const ast::Value& value, bool suggestions) {
  if (value.kind == ValueKind::kEnum && type.Value(value.text) != nullptr) {
    return InputValue{EnumName{std::string(value.text)}};
  }
  const std::string printed = Print(value);
  const std::string said =
      value.kind == ValueKind::kEnum
          ? "Value \"" + Clip(printed) + "\" does not exist in \"" + type.name + "\" enum."
          : "Enum \"" + type.name + "\" cannot represent non-enum value: " + Clip(printed) + ".";
  return Refuse(suggestions ? said + DidYouMeanValue(type, printed) : said);
}

CoercedLiteral ParseCustom(const NamedType& type,
                           const ast::Value& value,
                           const Variables* variables) {
  const auto how = type.name == "JSON" ? JsonLiteral::kExact : JsonLiteral::kJavaScript;
  auto json = JsonOfLiteral(value, how, variables);
  if (!json) {
    return Refuse("JSON cannot represent value: " + Clip(json.error()));
  }
  return InputValue{RawJson{*std::move(json)}};
}

constexpr std::array<std::pair<std::string_view, CoercedLiteral (*)(const ast::Value&)>, 5>
    kBuiltIn = {{
        {"Int", ParseInt},
        {"Float", ParseFloat},
        {"String", ParseString},
        {"Boolean", ParseBoolean},
        {"ID", ParseId},
    }};

}  // namespace

Result<InputValue> ParseScalarLiteral(const NamedType& leaf,
                                      const ast::Value& value,
                                      const Variables* variables,
                                      bool suggestions) {
  if (leaf.kind == TypeKind::kEnum) {
    return ParseEnum(leaf, value, suggestions);
  }
  for (const auto& [name, parse] : kBuiltIn) {
    if (name == leaf.name) {
      return parse(value);
    }
  }
  return ParseCustom(leaf, value, variables);
}

}  // namespace pipeline::graphql
