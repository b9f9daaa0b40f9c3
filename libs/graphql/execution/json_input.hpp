#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/json/scanner.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

struct JsonMember;

/// A value of the variables as far as its type looks into it: what a scalar takes whole stays text.
struct JsonInput {
  json::Kind kind = json::Kind::kNull;
  std::string_view text;            ///< As it came.
  std::vector<JsonInput> elements;  ///< Of an array where a list is expected.
  std::vector<JsonMember> members;  ///< Of an object where an input object is expected.

  const JsonInput* Member(std::string_view name) const;
};

struct JsonMember {
  std::string name;
  JsonInput value;
};

/// Reads values for their types. The views point to the scanner's document.
class JsonInputReader {
 public:
  JsonInputReader(json::Scanner& scanner, std::size_t max_values)
      : scanner_(scanner), left_(max_values + 1) {}

  /// The value at the cursor. Recursive: the scanner bounds the nesting.
  JsonInput Read(const TypeRef& type);

  /// There were more values than allowed, and the rest was not taken apart.
  bool IsFull() const { return left_ == 0; }

 private:
  void ReadElements(JsonInput& input, const TypeRef& element);
  void ReadMembers(JsonInput& input, const NamedType& type);

  json::Scanner& scanner_;
  std::size_t left_;
};

}  // namespace pipeline::graphql
