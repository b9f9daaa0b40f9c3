#include "libs/graphql/validation/overlapping/canonical_value.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace pipeline::graphql::validation {
namespace {

void Append(std::string& text, const ast::Value& value);

// With its length in front no text can be taken for the structure around it.
void AppendText(std::string& text, char kind, std::string_view content) {
  text += kind;
  text += std::to_string(content.size());
  text += ':';
  text += content;
}

void AppendObject(std::string& text, const ast::Value& object) {
  std::vector<const ast::ObjectField*> fields;
  fields.reserve(object.fields.size());
  for (const ast::ObjectField& field : object.fields) {
    fields.push_back(&field);
  }
  // Those of one name keep their order.
  std::sort(fields.begin(), fields.end(), [](const auto* a, const auto* b) {
    return a->name.text != b->name.text ? a->name.text < b->name.text : a < b;
  });
  text += '{';
  for (const ast::ObjectField* field : fields) {
    AppendText(text, 'k', field->name.text);
    Append(text, field->value);
  }
  text += '}';
}

void Append(std::string& text, const ast::Value& value) {
  switch (value.kind) {
    case ast::ValueKind::kObject:
      return AppendObject(text, value);
    case ast::ValueKind::kList:
      text += '[';
      for (const ast::Value& element : value.elements) {
        Append(text, element);
      }
      text += ']';
      return;
    case ast::ValueKind::kString:
      return AppendText(text, value.string.block ? 'b' : 's', value.string.text);
    default:
      return AppendText(text, static_cast<char>('A' + static_cast<int>(value.kind)), value.text);
  }
}

}  // namespace

std::string CanonicalText(const ast::Value& value) {
  std::string text;
  Append(text, value);
  return text;
}

}  // namespace pipeline::graphql::validation
