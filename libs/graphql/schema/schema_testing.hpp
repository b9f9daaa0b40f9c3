#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/build_schema.hpp"

namespace pipeline::graphql {

/// The schema of SDL that is right.
inline Schema SchemaOf(std::string_view sdl) {
  auto schema = BuildSchema(Source{std::string(sdl)});
  EXPECT_TRUE(schema.has_value()) << schema.error().message;
  return schema ? *std::move(schema) : Schema();
}

/// What refuses SDL, with its places: `message (1:2) (3:4)`.
inline std::string RefusalOf(std::string_view sdl) {
  const auto schema = BuildSchema(Source{std::string(sdl)});
  if (schema) {
    return "";
  }
  std::string said = schema.error().message;
  for (const Location& at : schema.error().locations) {
    said += " (" + std::to_string(at.line) + ":" + std::to_string(at.column) + ")";
  }
  return said;
}

/// A literal, with the document that it stands in.
class Literal {
 public:
  explicit Literal(std::string_view text)
      : source_("{ a(b: " + std::string(text) + ") }"), document_(*Parse(source_)) {}

  const ast::Value& Value() const {
    const auto& query = std::get<ast::OperationDefinition>(document_.definitions.at(0).node);
    const auto& field = std::get<ast::Field>(query.selection_set.selections.at(0).node);
    return field.arguments.at(0).value;
  }

 private:
  Source source_;
  ast::Document document_;
};

}  // namespace pipeline::graphql
