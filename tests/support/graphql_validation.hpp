#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/validate.hpp"

namespace pipeline::graphql {

/// Without the limits of a document, which are of their own tests.
inline constexpr ValidationLimits kNoDocumentLimits{.aliases = 0, .depth = 0, .directives = 0};

/// The schema that unit tests validate against.
inline const Schema& TestSchema() {
  static const auto schema = BuildSchema(Source(R"(
    directive @mark(text: String) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT |
      QUERY | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
    type Query { text(like: String, size: Int): String self: Query other: Query list: [Query!]! }
    enum Color { RED GREEN }
    input Shape { color: Color = RED sides: Int! }
    type Mutation { draw(shape: Shape!): String }
  )"));
  return *schema;
}

/// The errors of a document, each as `message (line:column, line:column)`.
inline std::vector<std::string> ErrorsOf(std::string_view text,
                                         const ValidationLimits& limits = kNoDocumentLimits) {
  const Source source{std::string(text)};
  const auto document = Parse(source, {.tokens = 0});
  if (!document) {
    return {document.error().message};
  }
  std::vector<std::string> errors;
  for (const Error& error : Validate(TestSchema(), source, *document, limits)) {
    std::string places;
    for (const Location& at : error.locations) {
      places += places.empty() ? " (" : ", ";
      places += std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    errors.push_back(error.message + (places.empty() ? "" : places + ")"));
  }
  return errors;
}

inline std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) {
    repeated += text;
  }
  return repeated;
}

/// `text` with each `#` replaced by a number from `first` on, `times` times over.
inline std::string Numbered(std::string_view text, std::size_t times, std::size_t first = 0) {
  std::string numbered;
  for (std::size_t i = first; i < first + times; ++i) {
    for (const char character : text) {
      character == '#' ? numbered += std::to_string(i) : numbered += character;
    }
  }
  return numbered;
}

}  // namespace pipeline::graphql
