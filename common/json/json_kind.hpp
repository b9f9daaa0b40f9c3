#pragma once

#include <string_view>

namespace pipeline::json {

/// What a value is by its first byte; kNone where no value begins.
enum class JsonKind { kObject, kArray, kString, kNumber, kTrue, kFalse, kNull, kNone };

/// With an article, for messages: "an object".
std::string_view NameOf(JsonKind kind);

inline JsonKind KindOf(char first) {
  // Most values of a sheet are strings: asked first, they cost no jump through a table.
  if (first == '"') [[likely]] {
    return JsonKind::kString;
  }
  switch (first) {
    case '{':
      return JsonKind::kObject;
    case '[':
      return JsonKind::kArray;
    case 't':
      return JsonKind::kTrue;
    case 'f':
      return JsonKind::kFalse;
    case 'n':
      return JsonKind::kNull;
    default:
      return first == '-' || (first >= '0' && first <= '9') ? JsonKind::kNumber : JsonKind::kNone;
  }
}

}  // namespace pipeline::json
