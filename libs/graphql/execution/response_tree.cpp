#include "libs/graphql/execution/response_tree.hpp"

#include <algorithm>

#include "libs/graphql/schema/json_text.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::size_t kNullBytes = 4;
constexpr std::size_t kBracketBytes = 2;
constexpr std::size_t kKeyBytes = 4;  // Quotes, colon and comma.

void AppendObject(std::string& to, const Slot& slot) {
  char separator = '{';
  for (const Slot& child : slot.children) {
    to += separator;
    separator = ',';
    AppendJsonString(to, child.field->key);
    to += ':';
    AppendData(to, child);
  }
  to += slot.children.empty() ? "{}" : "}";
}

void AppendList(std::string& to, const Slot& slot) {
  char separator = '[';
  for (const Slot& child : slot.children) {
    to += separator;
    separator = ',';
    AppendData(to, child);
  }
  to += slot.children.empty() ? "[]" : "]";
}

}  // namespace

std::vector<PathSegment> Slot::Path() const {
  std::vector<PathSegment> path;
  for (const Slot* slot = this; slot->parent != nullptr; slot = slot->parent) {
    if (slot->is_item) {
      path.emplace_back(std::size_t{slot->index});
    } else {
      path.emplace_back(std::string(slot->field->key));
    }
  }
  std::reverse(path.begin(), path.end());
  return path;
}

bool Slot::IsDropped() const {
  for (const Slot* slot = this; slot != nullptr; slot = slot->parent) {
    if (slot->kind == Kind::kNull) {
      return true;
    }
  }
  return false;
}

void AppendData(std::string& to, const Slot& slot) {
  switch (slot.kind) {
    case Slot::Kind::kJson:
      to += slot.text;
      break;
    case Slot::Kind::kString:
      AppendJsonString(to, slot.text);
      break;
    case Slot::Kind::kObject:
      AppendObject(to, slot);
      break;
    case Slot::Kind::kList:
      AppendList(to, slot);
      break;
    default:
      to += "null";
  }
}

std::size_t DataSize(const Slot& slot) {
  if (slot.kind == Slot::Kind::kJson || slot.kind == Slot::Kind::kString) {
    return slot.text.size() + kBracketBytes;
  }
  if (slot.kind != Slot::Kind::kObject && slot.kind != Slot::Kind::kList) {
    return kNullBytes;
  }
  std::size_t size = kBracketBytes;
  for (const Slot& child : slot.children) {
    const std::size_t key = child.is_item ? 0 : child.field->key.size();
    size += key + kKeyBytes + DataSize(child);
  }
  return size;
}

}  // namespace pipeline::graphql
