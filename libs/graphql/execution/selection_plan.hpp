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

/// One key of an object's answer: the fields of the document that share it, and what they are in
/// the schema.
struct FieldPlan {
  std::string_view key;
  const NamedType* parent = nullptr;
  const OutputField* field = nullptr;
  std::vector<const ast::Field*> nodes;
  Result<Arguments> arguments;
  /// What is selected below it, for each type of object that came.
  std::vector<std::pair<const NamedType*, SelectionPlan*>> selections;
};

/// What is selected of objects of one type, in the order of the answer; or why that cannot be told.
struct SelectionPlan {
  std::vector<FieldPlan> fields;
  std::optional<Error> failure;
};

/// Finds what is selected (specification, section 6.3.2), once for each field and type of object.
/// Fragments are walked without recursion, each once in a selection. For one request: variables
/// decide on @skip and @include.
class Planner {
 public:
  Planner(const Schema& schema, const Executable& executable, const Variables& variables)
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
