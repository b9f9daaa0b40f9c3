#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/graphql/execution/executable.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

struct SelectionPlan;

/// One key of an object in the response: the document's fields that share it, and their definition.
struct FieldPlan {
  std::string_view key;
  const NamedType* parent = nullptr;
  const OutputField* field = nullptr;
  std::vector<const ast::Field*> nodes;
  Result<Arguments> arguments;
  /// The selections below it, one for each object type that occurred.
  std::vector<std::pair<const NamedType*, SelectionPlan*>> selections;
};

/// The fields selected of objects of one type, in the order of the response, or a failure.
struct SelectionPlan {
  std::vector<FieldPlan> fields;
  std::optional<Error> failure;
};

/// Collects fields (specification, section 6.3.2) once for each field and object type. Fragments
/// are entered without recursion, each once per selection. For one request: variables decide on
/// @skip and @include.
class FieldCollector {
 public:
  FieldCollector(const Schema& schema, const Executable& executable, const Variables& variables)
      : schema_(schema), executable_(executable), variables_(variables) {}

  SelectionPlan& Root(const NamedType& type, const ast::OperationDefinition& operation);
  SelectionPlan& Below(FieldPlan& field, const NamedType& type);

 private:
  void Resolve(SelectionPlan& plan, const NamedType& type) const;

  const Schema& schema_;
  const Executable& executable_;
  const Variables& variables_;
  std::deque<SelectionPlan> plans_;
};

}  // namespace pipeline::graphql
