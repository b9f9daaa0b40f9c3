#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/execution/selection_plan.hpp"

namespace pipeline::graphql {

/// A place in the data of an answer. Children keep their addresses: they are made all at once.
struct Slot {
  enum class Kind : std::uint8_t {
    kPending,  ///< Not answered yet.
    kNull,
    kJson,    ///< A leaf, `text` being its JSON.
    kString,  ///< A leaf, `text` being the string.
    kObject,
    kList,
  };

  Slot* parent = nullptr;      ///< Null at the root.
  FieldPlan* field = nullptr;  ///< Of a list's item that of the list.
  std::uint32_t index = 0;     ///< Of an item.
  std::uint32_t depth = 0;     ///< Objects and lists around it.
  bool is_item = false;
  bool nullable = true;
  Kind kind = Kind::kPending;
  std::string text;
  std::vector<Slot> children;

  /// As errors say it: response names and indices from the root.
  std::vector<PathSegment> Path() const;
  /// True once this or what it stands in became null: nothing of it is in the answer.
  bool IsDropped() const;
};

/// Appends the data as JSON. Recursive: the depth is that of the tree.
void AppendData(std::string& to, const Slot& slot);

/// The bytes that AppendData() adds where no string needs an escape.
std::size_t DataSize(const Slot& slot);

}  // namespace pipeline::graphql
