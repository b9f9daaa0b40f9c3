#include "libs/graphql/schema/json_literal.hpp"

#include <cmath>
#include <utility>

#include "libs/graphql/execution/json_writer.hpp"
#include "libs/graphql/execution/number_text.hpp"

namespace pipeline::graphql {
namespace {

void AppendNumber(std::string& to, double number) {
  to += std::isfinite(number) ? NumberText(number) : "null";
}

struct JsonAppender {
  void operator()(std::nullptr_t) const { to += "null"; }
  void operator()(bool value) const { to += value ? "true" : "false"; }
  void operator()(std::int32_t value) const { to += std::to_string(value); }
  void operator()(double value) const { AppendNumber(to, value); }
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

// Writes one literal. An enum's name that JSON cannot say stays in `refused_`.
class Writer {
 public:
  Writer(JsonLiteral how, const Variables* variables) : how_(how), variables_(variables) {}

  void Append(const ast::Value& value) {
    switch (value.kind) {
      case ast::ValueKind::kVariable:
        AppendVariable(value);
        break;
      case ast::ValueKind::kInt:
      case ast::ValueKind::kFloat:
        AppendNumberLiteral(value.text);
        break;
      case ast::ValueKind::kString:
        AppendJsonString(text_, value.string.text);
        break;
      case ast::ValueKind::kEnum:
        AppendEnum(value.text);
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

  tl::expected<std::string, std::string> Take() {
    if (!refused_.empty()) {
      return tl::make_unexpected(std::move(refused_));
    }
    return std::move(text_);
  }

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

  void AppendNumberLiteral(std::string_view literal) {
    if (how_ == JsonLiteral::kExact) {
      text_ += literal;
    } else {
      AppendNumber(text_, NumberOfJson(literal));
    }
  }

  void AppendEnum(std::string_view name) {
    if (how_ == JsonLiteral::kExact && refused_.empty()) {
      refused_ = name;
    }
    AppendJsonString(text_, name);
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

  JsonLiteral how_;
  const Variables* variables_;
  std::string text_;
  std::string refused_;
};

}  // namespace

tl::expected<std::string, std::string> JsonOfLiteral(const ast::Value& value,
                                                     JsonLiteral how,
                                                     const Variables* variables) {
  Writer writer(how, variables);
  writer.Append(value);
  return writer.Take();
}

void AppendJson(std::string& to, const InputValue& value) {
  std::visit(JsonAppender{to}, value.value);
}

}  // namespace pipeline::graphql
