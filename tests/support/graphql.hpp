#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/schema.hpp"

/// Documents and schemas as text, for the unit tests of libs/graphql.
namespace pipeline::graphql {

/// An error as `message (1:2) (3:4)`.
inline std::string TextOf(const Error& error) {
  std::string text = error.message;
  for (const Location& at : error.locations) {
    text += " (" + std::to_string(at.line) + ":" + std::to_string(at.column) + ")";
  }
  return text;
}

/// The error that refuses a document; empty where it is accepted.
inline std::string FailureOf(std::string_view text, const ParseLimits& limits = {}) {
  const Source source{std::string(text)};
  const auto parsed = Parse(source, limits);
  return parsed ? "" : TextOf(parsed.error());
}

/// The schema of valid SDL.
inline Schema SchemaOf(std::string_view sdl) {
  auto schema = BuildSchema(Source{std::string(sdl)});
  EXPECT_TRUE(schema.has_value()) << schema.error().message;
  return schema ? *std::move(schema) : Schema();
}

/// A literal, with the document that contains it.
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
