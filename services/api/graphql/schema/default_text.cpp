#include "services/api/graphql/schema/default_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "services/api/graphql/execution/number_text.hpp"
#include "services/api/graphql/language/printer.hpp"
#include "services/api/graphql/language/text.hpp"

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

// JSON made from a literal is that literal again once its keys have no quotes.
std::string LiteralOfJson(std::string_view json) {
  std::string literal;
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t end = json[at] == '"' ? EndOfString(json, at) : at + 1;
    const bool key = json[at] == '"' && json.substr(end).starts_with(':');
    literal += key ? json.substr(at + 1, end - at - 2) : json.substr(at, end - at);
    literal += json[at] == ',' || json[at] == ':' ? " " : "";
    at = end;
  }
  return literal;
}

struct Printer {
  std::string operator()(std::nullptr_t) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int32_t value) const { return std::to_string(value); }
  std::string operator()(double value) const {
    constexpr std::string_view kInfinite = "1e999";
    return std::isfinite(value) ? NumberText(value)
                                : std::string(value < 0 ? "-" : "").append(kInfinite);
  }
  std::string operator()(const std::string& value) const {
    return type.Named().name == "ID" && IsInteger(value) ? value : PrintString(value);
  }
  std::string operator()(const EnumName& value) const { return value.text; }
  std::string operator()(const RawJson& value) const { return LiteralOfJson(value.text); }

  std::string operator()(const InputValue::List& items) const {
    std::string text;
    for (const InputValue& item : items) {
      text.append(text.empty() ? "[" : ", ").append(DefaultText(item, type.Inner()));
    }
    return text.empty() ? "[]" : text + "]";
  }

  std::string operator()(const InputValue::Object& fields) const {
    std::string text;
    for (const auto& [name, value] : fields) {
      text.append(text.empty() ? "{" : ", ").append(name).append(": ");
      text.append(DefaultText(value, type.Named().Input(name)->type));
    }
    return text.empty() ? "{}" : text + "}";
  }

  const TypeRef& type;
};

}  // namespace

std::string DefaultText(const InputValue& value, const TypeRef& type) {
  return std::visit(Printer{type.Nullable()}, value.value);
}

}  // namespace pipeline::graphql
