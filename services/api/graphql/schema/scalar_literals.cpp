#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "services/api/graphql/execution/number_text.hpp"
#include "services/api/graphql/language/printer.hpp"
#include "services/api/graphql/language/text.hpp"
#include "services/api/graphql/schema/json_literal.hpp"
#include "services/api/graphql/schema/literals.hpp"
#include "services/api/graphql/schema/suggestions.hpp"

namespace pipeline::graphql {
namespace {

using Kind = ast::ValueKind;
using Parsed = Result<InputValue>;

Parsed Refuse(std::string message) {
  return tl::make_unexpected(
      Error{.message = std::move(message), .locations = {}, .path = {}, .code = {}});
}

Parsed RefuseValue(std::string_view why, const ast::Value& value) {
  return Refuse(std::string(why) + Clip(Print(value)));
}

Parsed ParseInt(const ast::Value& value) {
  if (value.kind != Kind::kInt) {
    return RefuseValue("Int cannot represent non-integer value: ", value);
  }
  std::int32_t number = 0;
  const auto read = std::from_chars(value.text.begin(), value.text.end(), number);
  if (read.ec != std::errc()) {
    return RefuseValue("Int cannot represent non 32-bit signed integer value: ", value);
  }
  return InputValue{number};
}

Parsed ParseFloat(const ast::Value& value) {
  if (value.kind != Kind::kFloat && value.kind != Kind::kInt) {
    return RefuseValue("Float cannot represent non numeric value: ", value);
  }
  return InputValue{NumberOfJson(value.text)};
}

Parsed ParseString(const ast::Value& value) {
  if (value.kind != Kind::kString) {
    return RefuseValue("String cannot represent a non string value: ", value);
  }
  return InputValue{value.string.text};
}

Parsed ParseBoolean(const ast::Value& value) {
  if (value.kind != Kind::kBoolean) {
    return RefuseValue("Boolean cannot represent a non boolean value: ", value);
  }
  return InputValue{value.text == "true"};
}

Parsed ParseId(const ast::Value& value) {
  if (value.kind != Kind::kString && value.kind != Kind::kInt) {
    return RefuseValue("ID cannot represent a non-string and non-integer value: ", value);
  }
  return InputValue{value.kind == Kind::kInt ? std::string(value.text) : value.string.text};
}

std::string DidYouMeanValue(const NamedType& type, std::string_view text) {
  std::vector<std::string_view> names;
  names.reserve(type.values.size());
  for (const EnumValue& value : type.values) {
    names.emplace_back(value.name);
  }
  return DidYouMean(Suggestions(text, names), "the enum value");
}

Parsed ParseEnum(const NamedType& type, const ast::Value& value, bool suggestions) {
  if (value.kind == Kind::kEnum && type.Value(value.text) != nullptr) {
    return InputValue{EnumName{std::string(value.text)}};
  }
  const std::string printed = Print(value);
  const std::string said =
      value.kind == Kind::kEnum
          ? "Value \"" + Clip(printed) + "\" does not exist in \"" + type.name + "\" enum."
          : "Enum \"" + type.name + "\" cannot represent non-enum value: " + Clip(printed) + ".";
  return Refuse(suggestions ? said + DidYouMeanValue(type, printed) : said);
}

Parsed ParseCustom(const NamedType& type, const ast::Value& value, const Variables* variables) {
  const auto how = type.name == "JSON" ? JsonLiteral::kExact : JsonLiteral::kJavaScript;
  auto json = JsonOfLiteral(value, how, variables);
  if (!json) {
    return Refuse("JSON cannot represent value: " + Clip(json.error()));
  }
  return InputValue{RawJson{*std::move(json)}};
}

constexpr std::array<std::pair<std::string_view, Parsed (*)(const ast::Value&)>, 5> kBuiltIn = {{
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
