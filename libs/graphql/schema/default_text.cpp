#include "libs/graphql/schema/default_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "libs/graphql/execution/number_text.hpp"
#include "libs/graphql/language/printer.hpp"
#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {
namespace {

// As GraphQL writes an Int.
bool IsInteger(std::string_view text) {
  text.remove_prefix(text.starts_with('-') ? 1U : 0U);
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit) &&
         (text.size() == 1 || text.front() != '0');
}

std::size_t EndOfString(std::string_view json, std::size_t at) {
  for (++at; json[at] != '"'; ++at) {
    at += json[at] == '\\' ? 1U : 0U;
  }
  return at + 1;
}

void Append(std::string& to, const InputValue& value, const TypeRef& type);

// Texts of what is nested go to the end of one, since there may be hundreds within each other.
struct Appender {
  void operator()(std::nullptr_t) const { to += "null"; }
  void operator()(bool value) const { to += value ? "true" : "false"; }
  void operator()(std::int32_t value) const { to += std::to_string(value); }
  void operator()(double value) const {
    if (std::isfinite(value)) {
      to += NumberText(value);
    } else {
      to += value < 0 ? "-1e999" : "1e999";
    }
  }
  void operator()(const std::string& value) const {
    to += type.Named().name == "ID" && IsInteger(value) ? value : PrintString(value);
  }
  void operator()(const EnumName& value) const { to += value.text; }

  // JSON made from a literal is that literal again once its keys have no quotes.
  void operator()(const RawJson& value) const {
    const std::string_view json = value.text;
    for (std::size_t at = 0; at < json.size();) {
      const std::size_t end = json[at] == '"' ? EndOfString(json, at) : at + 1;
      const bool key = json[at] == '"' && json.substr(end).starts_with(':');
      to += key ? json.substr(at + 1, end - at - 2) : json.substr(at, end - at);
      to += json[at] == ',' || json[at] == ':' ? " " : "";
      at = end;
    }
  }

  void operator()(const InputValue::List& items) const {
    std::string_view separator = "[";
    for (const InputValue& item : items) {
      to += separator;
      Append(to, item, type.Inner());
      separator = ", ";
    }
    to += items.empty() ? "[]" : "]";
  }

  void operator()(const InputValue::Object& fields) const {
    std::string_view separator = "{";
    for (const auto& [name, value] : fields) {
      to.append(separator).append(name).append(": ");
      Append(to, value, type.Named().Input(name)->type);
      separator = ", ";
    }
    to += fields.empty() ? "{}" : "}";
  }

  std::string& to;
  const TypeRef& type;
};

void Append(std::string& to, const InputValue& value, const TypeRef& type) {
  std::visit(Appender{to, type.Nullable()}, value.value);
}

}  // namespace

std::string DefaultText(const InputValue& value, const TypeRef& type) {
  std::string text;
  Append(text, value, type);
  return text;
}

}  // namespace pipeline::graphql
