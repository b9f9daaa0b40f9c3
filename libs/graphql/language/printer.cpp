#include "libs/graphql/language/printer.hpp"

#include <cstddef>

#include "libs/graphql/language/block_string.hpp"

namespace pipeline::graphql {
namespace {

void AppendHexEscape(std::string& to, unsigned code) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  to += "\\u00";
  to += kHex[code >> 4];
  to += kHex[code & 0xF];
}

void AppendEscaped(std::string& to, char c) {
  static constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  static constexpr std::string_view kLetters = "\"\\bfnrt";
  const auto code = static_cast<unsigned char>(c);
  if (const std::size_t at = kShort.find(c); at != std::string_view::npos) {
    to += '\\';
    to += kLetters[at];
  } else if (code < 0x20 || code == 0x7F) {
    AppendHexEscape(to, code);
  } else {
    to += c;
  }
}

// U+0080 to U+009F, control characters too, which are two bytes.
bool IsSecondControl(std::string_view value, std::size_t at) {
  return value[at] == '\xC2' && at + 1 < value.size() &&
         static_cast<unsigned char>(value[at + 1]) >= 0x80 &&
         static_cast<unsigned char>(value[at + 1]) < 0xA0;
}

void Append(std::string& to, const ast::Value& value);

void AppendList(std::string& to, const std::vector<ast::Value>& elements) {
  std::string_view separator = "[";
  for (const ast::Value& element : elements) {
    to += separator;
    Append(to, element);
    separator = ", ";
  }
  to += elements.empty() ? "[]" : "]";
}

void AppendObject(std::string& to, const std::vector<ast::ObjectField>& fields) {
  std::string_view separator = "{";
  for (const ast::ObjectField& field : fields) {
    to.append(separator).append(field.name.text).append(": ");
    Append(to, field.value);
    separator = ", ";
  }
  to += fields.empty() ? "{}" : "}";
}

void Append(std::string& to, const ast::Value& value) {
  switch (value.kind) {
    case ast::ValueKind::kVariable:
      to.append("$").append(value.text);
      break;
    case ast::ValueKind::kString:
      to +=
          value.string.block ? PrintBlockString(value.string.text) : PrintString(value.string.text);
      break;
    case ast::ValueKind::kList:
      AppendList(to, value.elements);
      break;
    case ast::ValueKind::kObject:
      AppendObject(to, value.fields);
      break;
    default:
      to += value.text;
      break;
  }
}

}  // namespace

std::string Print(const ast::Value& value) {
  std::string printed;
  Append(printed, value);
  return printed;
}

std::string Print(const ast::Type& type) {
  switch (type.kind) {
    case ast::Type::Kind::kList:
      return "[" + Print(*type.of) + "]";
    case ast::Type::Kind::kNonNull:
      return Print(*type.of) + "!";
    case ast::Type::Kind::kNamed:
      break;
  }
  return std::string(type.name.text);
}

std::string PrintString(std::string_view value) {
  std::string printed = "\"";
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (IsSecondControl(value, i)) {
      AppendHexEscape(printed, static_cast<unsigned char>(value[++i]));
    } else {
      AppendEscaped(printed, value[i]);
    }
  }
  return printed + "\"";
}

}  // namespace pipeline::graphql
