#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "libs/graphql/language/parser.hpp"
#include "tests/graphql/document_values.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {
namespace {

using Json = nlohmann::ordered_json;

// A value as ["IntValue", "1"]; lists and objects contain their values.
Json Described(const ast::Value& value) {
  Json inner = Json::array();
  switch (value.kind) {
    case ast::ValueKind::kVariable:
      return {"Variable", value.text};
    case ast::ValueKind::kInt:
      return {"IntValue", value.text};
    case ast::ValueKind::kFloat:
      return {"FloatValue", value.text};
    case ast::ValueKind::kString:
      return {"StringValue", value.string.text, value.string.block};
    case ast::ValueKind::kBoolean:
      return {"BooleanValue", value.text == "true"};
    case ast::ValueKind::kNull:
      return {"NullValue"};
    case ast::ValueKind::kEnum:
      return {"EnumValue", value.text};
    case ast::ValueKind::kList:
      for (const ast::Value& element : value.elements) {
        inner.push_back(Described(element));
      }
      return {"ListValue", inner};
    case ast::ValueKind::kObject:
      for (const ast::ObjectField& field : value.fields) {
        inner.push_back(Json::array({field.name.text, Described(field.value)}));
      }
      return {"ObjectValue", inner};
  }
  return inner;
}

std::vector<std::string> ValuesAndTypes(const ast::Document& document) {
  std::vector<std::string> values;
  for (const ast::Value* value : ValuesOf(document)) {
    values.push_back(Described(*value).dump());
  }
  for (const ast::Type* type : VariableTypesOf(document)) {
    values.push_back(Print(*type));
  }
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace

std::string ProbeParse(const ProbeRequest& request) {
  const Source source(request.query);
  const auto document = Parse(source);
  if (!document) {
    return R"({"error":)" + ToJson(document.error()) + "}";
  }
  return Json{{"values", ValuesAndTypes(*document)}}.dump();
}

}  // namespace pipeline::graphql
