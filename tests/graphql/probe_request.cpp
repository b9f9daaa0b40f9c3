#include "tests/graphql/probe_request.hpp"

#include <nlohmann/json.hpp>

#include "common/json/scanner.hpp"
#include "common/json/strings.hpp"

namespace pipeline::graphql {
namespace {

void TakeMember(ProbeRequest& request, std::string_view key, json::Scanner& scanner) {
  if (key == "variables") {
    request.variables = scanner.ReadValue();
    return;
  }
  if (key == "data") {
    request.data = scanner.ReadValue();
    return;
  }
  std::string text = json::DecodeString(scanner.ReadString());
  if (key == "op") {
    request.op = std::move(text);
  } else if (key == "schema") {
    request.schema = std::move(text);
  } else if (key == "query") {
    request.query = std::move(text);
  } else if (key == "operationName") {
    request.operation_name = std::move(text);
  }
}

}  // namespace

std::optional<ProbeRequest> ReadProbeRequest(std::string_view line) {
  ProbeRequest request;
  json::Scanner scanner(line);
  json::Key key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    TakeMember(request, key.content, scanner);
  }
  return scanner.Finish() ? std::optional(std::move(request)) : std::nullopt;
}

std::string Quote(std::string_view text) { return nlohmann::json(text).dump(); }

std::string ToJson(const Error& error) {
  nlohmann::ordered_json json = {{"message", error.message}};
  for (const Location& location : error.locations) {
    json["locations"].push_back({{"line", location.line}, {"column", location.column}});
  }
  for (const PathSegment& segment : error.path) {
    std::visit([&](const auto& value) { json["path"].push_back(value); }, segment);
  }
  if (!error.code.empty()) {
    json["extensions"] = {{"code", error.code}};
  }
  return json.dump();
}

}  // namespace pipeline::graphql
