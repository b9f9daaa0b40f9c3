#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

/// Collects what is wrong with variables, up to a limit.
class VariableErrors {
 public:
  VariableErrors(const Source& source, std::size_t limit) : source_(source), limit_(limit) {}

  void Add(std::string message, Span node);

  /// The limit was reached: nothing more needs to be looked at.
  bool IsFull() const { return errors_.size() > limit_; }
  bool IsEmpty() const { return errors_.empty(); }
  std::vector<Error> Take() { return std::move(errors_); }

 private:
  const Source& source_;
  std::size_t limit_;
  std::vector<Error> errors_;
};

}  // namespace pipeline::graphql
