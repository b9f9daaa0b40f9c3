#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

/// A field in a selection set.
struct FieldUse {
  const NamedType* parent;  ///< Null if unknown.
  const ast::Field* node;
  const OutputField* definition;  ///< Null if unknown or a meta field.

  bool IsSimpleLeaf() const { return node->arguments.empty() && node->selection_set == nullptr; }
  const NamedType* Type() const { return definition ? &definition->type.Named() : nullptr; }
};

/// The fields with one response name.
struct FieldGroup {
  std::string_view response_name;
  std::vector<FieldUse> fields;
};

/// The fields of a selection set and its inline fragments by response name, and the names of the
/// fragments that it spreads, all in the order of the document. Remembers its comparisons.
struct FieldMap {
  using Overlaps = std::vector<std::pair<const FieldGroup*, const FieldGroup*>>;

  std::vector<FieldGroup> groups;
  std::unordered_map<std::string_view, std::size_t> index;
  std::vector<std::string_view> fragments;

  std::unordered_map<std::string_view, bool>
      compared_fragments;  ///< Whether as mutually exclusive.
  std::unordered_map<const FieldMap*, Overlaps> overlaps;

  const FieldGroup* Find(std::string_view response_name) const;
};

/// The field maps of a document, each made once.
class FieldMaps {
 public:
  explicit FieldMaps(const Schema& schema) : schema_(schema) {}

  FieldMap& Of(const NamedType* parent, const ast::SelectionSet& selections);
  FieldMap& Of(const ast::FragmentDefinition& fragment);

 private:
  const Schema& schema_;
  std::map<std::pair<const NamedType*, const ast::SelectionSet*>, FieldMap> maps_;
};

}  // namespace pipeline::graphql::validation
