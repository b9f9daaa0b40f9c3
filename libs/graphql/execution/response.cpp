#include "libs/graphql/execution/response.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

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

namespace {

template <typename Items, typename Append>
void AppendArray(std::string& to, std::string_view key, const Items& items, Append append) {
  to += key;
  char separator = '[';
  for (const auto& item : items) {
    to += separator;
    separator = ',';
    append(item);
  }
  to += ']';
}

void AppendLocations(std::string& to, const std::vector<Location>& locations) {
  AppendArray(to, ",\"locations\":", locations, [&](const Location& location) {
    to += "{\"line\":" + std::to_string(location.line);
    to += ",\"column\":" + std::to_string(location.column) + "}";
  });
}

void AppendPath(std::string& to, const std::vector<PathSegment>& path) {
  AppendArray(to, ",\"path\":", path, [&](const PathSegment& segment) {
    if (const auto* index = std::get_if<std::size_t>(&segment)) {
      to += std::to_string(*index);
    } else {
      AppendJsonString(to, std::get<std::string>(segment));
    }
  });
}

void AppendError(std::string& to, const Error& error) {
  to += "{\"message\":";
  AppendJsonString(to, error.message);
  if (!error.locations.empty()) {
    AppendLocations(to, error.locations);
  }
  if (!error.path.empty()) {
    AppendPath(to, error.path);
  }
  if (!error.code.empty()) {
    to += ",\"extensions\":{\"code\":";
    AppendJsonString(to, error.code);
    to += '}';
  }
  to += '}';
}

}  // namespace

void AppendErrors(std::string& to, const std::vector<Error>& errors) {
  AppendArray(to, "\"errors\":", errors, [&](const Error& error) { AppendError(to, error); });
}

std::string ErrorsBody(const std::vector<Error>& errors) {
  std::string text = "{";
  AppendErrors(text, errors);
  return text + "}";
}

}  // namespace pipeline::graphql
