#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "libs/graphql/language/ast.hpp"

namespace pipeline::graphql::validation {

/// Two fields that answer under one name and cannot be merged. Beside them stand the fields below
/// them that are the reason.
struct Conflict {
  std::string_view response_name;
  std::string reason;
  std::vector<const ast::Field*> fields1;
  std::vector<const ast::Field*> fields2;
};

/// The first conflicts of a comparison: as many as are ever told of.
class Conflicts {
 public:
  explicit Conflicts(std::size_t max) : max_(max) {}

  /// Whether one more would be dropped.
  bool Full() const { return conflicts_.size() >= max_; }
  bool Empty() const { return conflicts_.empty(); }
  void Add(Conflict conflict) { conflicts_.push_back(std::move(conflict)); }

  std::vector<Conflict>::const_iterator begin() const { return conflicts_.begin(); }
  std::vector<Conflict>::const_iterator end() const { return conflicts_.end(); }

 private:
  std::size_t max_;
  std::vector<Conflict> conflicts_;
};

/// No conflict between fields tells of more conflicts between their subfields.
inline constexpr std::size_t kMaxSubfieldConflicts = 64;

/// One conflict between two fields for all those between their subfields.
Conflict OfSubfields(std::string_view response_name,
                     const ast::Field& field1,
                     const ast::Field& field2,
                     const Conflicts& subfields);

std::string MessageOf(const Conflict& conflict);

}  // namespace pipeline::graphql::validation
