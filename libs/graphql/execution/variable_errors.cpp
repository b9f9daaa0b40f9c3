#include "libs/graphql/execution/variable_errors.hpp"

namespace pipeline::graphql {

void VariableErrors::Add(std::string message, Span node) {
  if (IsFull()) {
    return;
  }
  if (errors_.size() == limit_) {
    errors_.push_back(
        {"Too many errors processing variables, error limit reached. Execution aborted.",
         {},
         {},
         {}});
    return;
  }
  errors_.push_back({std::move(message), {source_.LocationOf(node.start)}, {}, {}});
}

}  // namespace pipeline::graphql
