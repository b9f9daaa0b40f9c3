#include "libs/graphql/schema/input_value.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "common/base/numbers.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/json_text.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/schema/suggestions.hpp"

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

// The last field of that name: validation refuses a second.
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

using ast::ValueKind;
using CoercedLiteral = Result<InputValue>;

CoercedLiteral Refuse(std::string message) {
  return tl::make_unexpected(Error{.message = std::move(message)});
}

CoercedLiteral RefuseValue(std::string_view why, const ast::Value& value) {
  return Refuse(std::string(why) + Clip(Print(value)));
}

CoercedLiteral ParseInt(const ast::Value& value) {
  if (value.kind != ValueKind::kInt) {
    return RefuseValue("Int cannot represent non-integer value: ", value);
  }
  const auto number = base::ParseNumber<std::int32_t>(value.text);
  if (!number) {
    return RefuseValue("Int cannot represent non 32-bit signed integer value: ", value);
  }
  return InputValue{*number};
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

struct JsonAppender {
  void operator()(std::nullptr_t) const { to += "null"; }
  void operator()(bool value) const { to += value ? "true" : "false"; }
  void operator()(std::int32_t value) const { to += std::to_string(value); }
  void operator()(double value) const { to += NumberText(value); }
  void operator()(const std::string& value) const { AppendJsonString(to, value); }
  void operator()(const EnumName& value) const { AppendJsonString(to, value.text); }
  void operator()(const RawJson& value) const { to += value.text; }
  void operator()(const InputValue::List& items) const {
    std::string_view separator = "[";
    for (const InputValue& item : items) {
      to += std::exchange(separator, ",");
      AppendJson(to, item);
    }
    to += items.empty() ? "[]" : "]";
  }
  void operator()(const InputValue::Object& fields) const {
    std::string_view separator = "{";
    for (const auto& [name, value] : fields) {
      to += std::exchange(separator, ",");
      AppendJsonString(to, name);
      to += ':';
      AppendJson(to, value);
    }
    to += fields.empty() ? "{}" : "}";
  }

  std::string& to;
};

// Writes one literal as JSON.
class JsonLiteral {
 public:
  explicit JsonLiteral(const Variables* variables) : variables_(variables) {}

  void Append(const ast::Value& value) {
    switch (value.kind) {
      case ast::ValueKind::kVariable:
        AppendVariable(value);
        break;
      case ast::ValueKind::kString:
        AppendJsonString(text_, value.string.text);
        break;
      case ast::ValueKind::kEnum:
        enum_ = enum_.empty() ? value.text : enum_;
        AppendJsonString(text_, value.text);
        break;
      case ast::ValueKind::kList:
        AppendList(value.elements);
        break;
      case ast::ValueKind::kObject:
        AppendObject(value.fields);
        break;
      default:
        text_ += value.text;
        break;
    }
  }

  const std::string& Text() const { return text_; }
  // The first name of an enum's value in it, which JSON does not have; empty: none.
  std::string_view Enum() const { return enum_; }

 private:
  const InputValue* ValueOf(const ast::Value& variable) const {
    if (variables_ == nullptr) {
      return nullptr;
    }
    const auto found = variables_->find(std::string(variable.text));
    return found == variables_->end() ? nullptr : &found->second;
  }

  void AppendVariable(const ast::Value& variable) {
    const InputValue* value = ValueOf(variable);
    AppendJson(text_, value == nullptr ? InputValue{} : *value);
  }

  void AppendList(const std::vector<ast::Value>& elements) {
    std::string_view separator = "[";
    for (const ast::Value& element : elements) {
      text_ += std::exchange(separator, ",");
      Append(element);
    }
    text_ += elements.empty() ? "[]" : "]";
  }

  void AppendObject(const std::vector<ast::ObjectField>& fields) {
    std::string_view separator;
    text_ += '{';
    for (const ast::ObjectField& field : fields) {
      if (field.value.kind == ast::ValueKind::kVariable && ValueOf(field.value) == nullptr) {
        continue;
      }
      text_ += std::exchange(separator, ",");
      AppendJsonString(text_, field.name.text);
      text_ += ':';
      Append(field.value);
    }
    text_ += '}';
  }

  const Variables* variables_;
  std::string text_;
  std::string_view enum_;
};

CoercedLiteral ParseCustom(const NamedType& type,
                           const ast::Value& value,
                           const Variables* variables) {
  JsonLiteral json(variables);
  json.Append(value);
  if (type.name == "JSON" && !json.Enum().empty()) {
    return Refuse("JSON cannot represent value: " + Clip(json.Enum()));
  }
  return InputValue{RawJson{json.Text()}};
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

void AppendJson(std::string& to, const InputValue& value) {
  std::visit(JsonAppender{to}, value.value);
}

}  // namespace pipeline::graphql
