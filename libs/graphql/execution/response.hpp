#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libs/graphql/execution/collect_fields.hpp"
#include "libs/graphql/language/error.hpp"

namespace pipeline::graphql {

/// A place in the data of a response. Children keep their addresses: they are all made at once.
struct Slot {
  enum class Kind : std::uint8_t {
    kPending,  ///< Not completed yet.
    kNull,
    kJson,    ///< A leaf, `text` being its JSON.
    kString,  ///< A leaf, `text` being the string.
    kObject,
    kList,
  };

  Slot* parent = nullptr;      ///< Null at the root.
  FieldPlan* field = nullptr;  ///< For a list's item, the field of the list.
  std::uint32_t index = 0;     ///< Of a list's item.
  std::uint32_t depth = 0;     ///< The number of objects and lists around it.
  bool is_item = false;
  bool nullable = true;
  Kind kind = Kind::kPending;
  std::string text;
  std::vector<Slot> children;

  /// The path of an error: response names and indices from the root.
  std::vector<PathSegment> Path() const;
  /// True once this or a parent is null: then nothing of it is in the response.
  bool IsDropped() const;
};

/// Appends the data as JSON. Recursive, as deep as the tree.
void AppendData(std::string& to, const Slot& slot);

/// The number of bytes that AppendData() appends if no string needs an escape.
std::size_t DataSize(const Slot& slot);

/// Appends `"errors":[...]`: message, locations, path, extensions (specification, section 7.1.2).
void AppendErrors(std::string& to, const std::vector<Error>& errors);

/// The body of a response without data: `{"errors":[...]}`.
std::string ErrorsBody(const std::vector<Error>& errors);

}  // namespace pipeline::graphql
