#include "libs/graphql/execution/answer_text.hpp"

#include <cstddef>
#include <string_view>
#include <variant>

#include "libs/graphql/schema/json_text.hpp"

namespace pipeline::graphql {
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

std::string ErrorsAnswer(const std::vector<Error>& errors) {
  std::string text = "{";
  AppendErrors(text, errors);
  return text + "}";
}

}  // namespace pipeline::graphql
