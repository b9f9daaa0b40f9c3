#pragma once

#include <chrono>
#include <cstddef>

namespace pipeline::graphql {

/// What one request may take. Zero time: no limit.
struct ExecutionLimits {
  /// Errors in an answer; what fails after them is null without one.
  std::size_t errors = 100;
  /// Errors of variables, as graphql-js counts them: one more entry says that there are more.
  std::size_t coercion_errors = 50;
  /// Values in the variables beside those inside JSON scalars, which travel as text.
  std::size_t variable_values = 100'000;
  /// Fields and list items in an answer.
  std::size_t values = 1'000'000;
  /// Objects and lists around a value of an answer. It bounds the stack.
  std::size_t depth = 500;
  /// Looked at between two functions: one that hangs is not interrupted.
  std::chrono::milliseconds time{10'000};
  bool suggestions = true;  ///< "Did you mean" in the errors of variables.
};

}  // namespace pipeline::graphql
