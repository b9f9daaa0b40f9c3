#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "tests/fuzz/check.hpp"
#include "tests/graphql/document_values.hpp"

namespace pipeline::fuzz {
namespace {

using graphql::Source;
using graphql::ast::Value;

// What was printed stands one level deeper than it stood.
constexpr graphql::ParseLimits kWide = {.tokens = 0, .nesting = 1000};

bool Same(const Value& a, const Value& b);

bool SameElements(const Value& a, const Value& b) {
  bool same = a.elements.size() == b.elements.size();
  for (std::size_t i = 0; same && i < a.elements.size(); ++i) {
    same = Same(a.elements[i], b.elements[i]);
  }
  return same;
}

bool SameFields(const Value& a, const Value& b) {
  bool same = a.fields.size() == b.fields.size();
  for (std::size_t i = 0; same && i < a.fields.size(); ++i) {
    same = a.fields[i].name.text == b.fields[i].name.text &&
           Same(a.fields[i].value, b.fields[i].value);
  }
  return same;
}

bool Same(const Value& a, const Value& b) {
  using Kind = graphql::ast::ValueKind;
  const bool nested = a.kind == Kind::kString || a.kind == Kind::kList || a.kind == Kind::kObject;
  return a.kind == b.kind && (nested || a.text == b.text) && a.string.text == b.string.text &&
         a.string.block == b.string.block && SameElements(a, b) && SameFields(a, b);
}

void CheckPrinted(const Value& value) {
  const Source printed("{a(b:" + Print(value) + ")}");
  const auto document = graphql::Parse(printed, kWide);
  Check(document.has_value(), "what is printed parses");
  const auto values = graphql::ValuesOf(*document);
  Check(values.size() == 1 && Same(*values.front(), value), "as the same value");
}

void CheckError(const Source& source, const graphql::Error& error) {
  Check(error.message.starts_with("Syntax Error: "), "an error says what it is");
  Check(error.message.size() < 1024, "and repeats little");
  Check(error.locations.size() == 1, "and where");
  Check(error.locations.front().line <= source.Body().size() + 1, "in the document");
}

}  // namespace
}  // namespace pipeline::fuzz

// Reads the input as a document and, where it is SDL, builds a schema of it without checking its
// rules: that must not crash either.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pipeline::graphql::Source source(std::string(reinterpret_cast<const char*>(data), size));
  const auto document = pipeline::graphql::Parse(source);
  if (!document) {
    pipeline::fuzz::CheckError(source, document.error());
    return 0;
  }
  for (const auto* value : pipeline::graphql::ValuesOf(*document)) {
    pipeline::fuzz::CheckPrinted(*value);
  }
  pipeline::graphql::BuildSchema(source);
  return 0;
}
