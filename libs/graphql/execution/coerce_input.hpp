#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/json/scanner.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

struct JsonMember;

/// A value of the variables, parsed as deep as its type needs: the value of a scalar remains text.
struct JsonInput {
  json::Kind kind = json::Kind::kNull;
  std::string_view text;            ///< As received.
  std::vector<JsonInput> elements;  ///< Of an array for a list type.
  std::vector<JsonMember> members;  ///< Of an object for an input type.

  const JsonInput* Member(std::string_view name) const;
};

struct JsonMember {
  std::string name;
  JsonInput value;
};

/// Reads values by their types. The views point into the scanner's document.
class JsonInputReader {
 public:
  JsonInputReader(json::Scanner& scanner, std::size_t max_values)
      : scanner_(scanner), left_(max_values + 1) {}

  /// Reads the value at the cursor. Recursive: the scanner bounds the nesting.
  JsonInput Read(const TypeRef& type);

  /// True if there were more values than allowed; the rest was skipped.
  bool IsFull() const { return left_ == 0; }

 private:
  void ReadElements(JsonInput& input, const TypeRef& element);
  void ReadMembers(JsonInput& input, const NamedType& type);

  json::Scanner& scanner_;
  std::size_t left_;
};

/// The errors of an operation's variables, up to a limit.
class VariableErrors {
 public:
  VariableErrors(const Source& source, std::size_t limit) : source_(source), limit_(limit) {}

  void Add(std::string message, Span node);

  /// True beyond the limit: coercion may stop.
  bool IsFull() const { return errors_.size() > limit_; }
  bool IsEmpty() const { return errors_.empty(); }
  std::vector<Error> Take() { return std::move(errors_); }

 private:
  const Source& source_;
  std::size_t limit_;
  std::vector<Error> errors_;
};

/// Coerces the value of one variable to its type. After an error the result is meaningless.
class InputCoercion {
 public:
  InputCoercion(const ast::VariableDefinition& definition, VariableErrors& errors, bool suggestions)
      : definition_(definition), errors_(errors), suggestions_(suggestions) {}

  /// Recursive: the nesting of the JSON and of the type bound it.
  InputValue Coerce(const JsonInput& input, const TypeRef& type);

 private:
  InputValue CoerceList(const JsonInput& input, const TypeRef& element);
  InputValue CoerceObject(const JsonInput& input, const NamedType& type);
  void CoerceField(const JsonInput& input, const InputField& field, InputValue::Object& object);
  void CheckNames(const JsonInput& input, const NamedType& type);
  void CheckOneOf(const JsonInput& input, const NamedType& type, const InputValue::Object& object);
  InputValue CoerceLeaf(const JsonInput& input, const NamedType& type);
  /// Appends `step` to the path during the call.
  InputValue CoerceAt(const std::string& step, const JsonInput& input, const TypeRef& type);
  void Fail(std::string_view text, const std::string& why);

  const ast::VariableDefinition& definition_;
  VariableErrors& errors_;
  bool suggestions_;
  std::string path_;  ///< In the form of messages: ".b[0]".
};

}  // namespace pipeline::graphql
