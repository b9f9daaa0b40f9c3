#include <algorithm>
#include <vector>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/language/printer.hpp"
#include "tests/graphql/document_values.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {
namespace {

std::vector<std::string> Printed(const ast::Document& document) {
  std::vector<std::string> printed;
  for (const ast::Value* value : ValuesOf(document)) {
    printed.push_back(Print(*value));
  }
  for (const ast::Type* type : VariableTypesOf(document)) {
    printed.push_back(Print(*type));
  }
  std::sort(printed.begin(), printed.end());
  return printed;
}

}  // namespace

std::string ProbeParse(const ProbeRequest& request) {
  const Source source(request.query);
  const auto document = Parse(source);
  if (!document) {
    return R"({"error":)" + ToJson(document.error()) + "}";
  }
  std::string list;
  for (const std::string& value : Printed(*document)) {
    list.append(list.empty() ? "" : ",").append(Quote(value));
  }
  return R"({"values":[)" + list + "]}";
}

}  // namespace pipeline::graphql
