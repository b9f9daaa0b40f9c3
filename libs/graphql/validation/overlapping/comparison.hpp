#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "libs/graphql/validation/overlapping/conflicts.hpp"
#include "libs/graphql/validation/overlapping/field_map.hpp"
#include "libs/graphql/validation/rule.hpp"

namespace pipeline::graphql::validation {

/// Finds the fields of a document that answer under one name but cannot be merged: different
/// fields, arguments or types, at the same place of the answer (specification, section 5.3.2).
///
/// What is compared repeatedly is remembered, and what could still be quadratic costs of a budget
/// of 500,000, counted as graphql-js counts it; when it is spent, the validation ends. Fragments
/// are followed without recursion.
class Comparison {
 public:
  explicit Comparison(const Scope& scope) : scope_(scope), maps_(scope.schema) {}

  /// Within one selection set, and between it and the fragments that it spreads.
  void Within(const NamedType* parent, const ast::SelectionSet& selections, Conflicts& conflicts);

 private:
  enum class Difference { kNone, kFields, kArguments };
  using ArgumentIndex = std::unordered_map<std::string_view, const ast::Value*>;

  void WithinGroups(const FieldMap& map, Conflicts& conflicts);
  void FieldsAndFragment(bool exclusive,
                         FieldMap& map,
                         std::string_view fragment,
                         Conflicts& conflicts);
  FieldMap* CompareFragment(bool exclusive,
                            FieldMap& map,
                            std::string_view fragment,
                            Conflicts& conflicts);
  void TwoFragments(bool exclusive,
                    std::string_view fragment1,
                    std::string_view fragment2,
                    Conflicts& conflicts);
  bool WereCompared(std::string_view fragment1, std::string_view fragment2, bool exclusive) const;
  void TwoMaps(bool exclusive, FieldMap& map1, const FieldMap& map2, Conflicts& conflicts);
  const FieldMap::Overlaps& OverlapsOf(FieldMap& map1, const FieldMap& map2);
  void TwoFields(bool exclusive,
                 std::string_view response_name,
                 const FieldUse& field1,
                 const FieldUse& field2,
                 Conflicts& conflicts);
  void Subfields(bool exclusive,
                 std::string_view response_name,
                 const FieldUse& field1,
                 const FieldUse& field2,
                 Conflicts& conflicts);
  void TwoSelectionSets(bool exclusive, FieldMap& map1, FieldMap& map2, Conflicts& conflicts);

  Difference DifferenceOf(const FieldUse& field1, const FieldUse& field2);
  bool SameArguments(const ast::Field& field1, const ast::Field& field2);
  bool TypesConflict(TypeRef type1, TypeRef type2);
  const ArgumentIndex& IndexOf(const ast::Field& field);
  const std::string& TextOf(const ast::Value& value);
  bool Spend(std::size_t cost);
  bool Ended() const { return scope_.report.Ended(); }

  const Scope& scope_;
  FieldMaps maps_;
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, bool>> fragments_;
  std::map<std::pair<const FieldUse*, const FieldUse*>, bool> same_arguments_;
  std::unordered_map<const ast::Field*, ArgumentIndex> arguments_;
  std::unordered_map<const ast::Value*, std::string> texts_;
  std::size_t budget_ = 500'000;
  std::size_t depth_ = 0;
};

}  // namespace pipeline::graphql::validation
