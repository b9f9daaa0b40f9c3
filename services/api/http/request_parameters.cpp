#include "services/api/http/request_parameters.hpp"

#include <utility>

#include "common/json/scanner.hpp"
#include "common/json/strings.hpp"
#include "common/json/utf8.hpp"

namespace pipeline::api {
namespace {

using json::Kind;
using json::Scanner;

constexpr const char* kNoQuery = "Must provide query string.";

const char* KindName(Kind kind) {
  switch (kind) {
    case Kind::kObject:
      return "object";
    case Kind::kArray:
      return "array";
    case Kind::kString:
      return "string";
    case Kind::kNumber:
      return "number";
    case Kind::kNull:
      return "null";
    default:
      return "boolean";
  }
}

tl::unexpected<MalformedRequest> Malformed(std::string message) {
  return tl::make_unexpected(MalformedRequest{std::move(message)});
}

// Collects the parameters; the first that has the wrong type is told.
class ParameterReader {
 public:
  void ReadMember(Scanner& scanner, std::string_view key) {
    if (key == "query") {
      has_query_ = ReadText(scanner, "query", "a string", &parameters_.query);
    } else if (key == "operationName") {
      std::string name;
      if (ReadText(scanner, "operationName", "empty or a string", &name)) {
        parameters_.operation_name = std::move(name);
      }
    } else if (key == "variables") {
      ReadObject(scanner, "variables", &parameters_.variables);
    } else if (key == "extensions") {
      std::string ignored;
      ReadObject(scanner, "extensions", &ignored);
    } else {
      scanner.SkipValue();
    }
  }

  tl::expected<RequestParameters, MalformedRequest> Finish() && {
    if (!problem_.empty()) return Malformed(std::move(problem_));
    if (!has_query_) return Malformed(kNoQuery);
    return std::move(parameters_);
  }

 private:
  bool ReadText(Scanner& scanner, const char* name, const char* expected, std::string* text) {
    const Kind kind = scanner.Peek();
    if (kind == Kind::kString) {
      *text = json::DecodeString(scanner.ReadString());
      return true;
    }
    scanner.SkipValue();
    if (kind != Kind::kNull) Note(name, expected, kind);
    return false;
  }

  void ReadObject(Scanner& scanner, const char* name, std::string* text) {
    const Kind kind = scanner.Peek();
    const std::string_view value = scanner.ReadValue();
    if (kind == Kind::kObject) {
      *text = value;
    } else if (kind != Kind::kNull) {
      Note(name, "empty or an object", kind);
    }
  }

  void Note(const char* name, const char* expected, Kind kind) {
    if (!problem_.empty()) return;
    problem_ = std::string("Expected \"") + name + "\" param to be " + expected + ", but given " +
               KindName(kind) + ".";
  }

  RequestParameters parameters_;
  bool has_query_ = false;
  std::string problem_;
};

// The JSON text of an object in a parameter of the query; nothing where it is not given or null.
tl::expected<std::string, MalformedRequest> ReadObjectParameter(const http::Request& request,
                                                                const char* name) {
  const auto text = request.Parameter(name);
  if (!text || text->empty()) return std::string();
  Scanner scanner(*text);
  const Kind kind = scanner.Peek();
  std::string object(scanner.ReadValue());
  if (!scanner.Finish()) {
    return Malformed(std::string("Expected \"") + name +
                     "\" param to be JSON: " + scanner.TakeError().message);
  }
  if (kind == Kind::kNull) return std::string();
  if (kind == Kind::kObject) return object;
  return Malformed(std::string("Expected \"") + name +
                   "\" param to be empty or an object, but given " + KindName(kind) + ".");
}

}  // namespace

tl::expected<RequestParameters, MalformedRequest> ReadBody(std::string_view body) {
  Scanner scanner(body);
  const Kind kind = scanner.Peek();
  if (kind != Kind::kObject) {
    scanner.SkipValue();
    if (!scanner.Finish()) {
      return Malformed("POST body sent invalid JSON: " + scanner.TakeError().message);
    }
    if (kind == Kind::kArray) return Malformed("Batching is not supported.");
    return Malformed(std::string("POST body is expected to be object but received ") +
                     KindName(kind));
  }
  ParameterReader reader;
  json::Key key;
  for (scanner.EnterObject(); scanner.NextMember(key);) {
    reader.ReadMember(scanner, json::DecodeString(key.content));
  }
  if (!scanner.Finish()) {
    return Malformed("POST body sent invalid JSON: " + scanner.TakeError().message);
  }
  return std::move(reader).Finish();
}

tl::expected<RequestParameters, MalformedRequest> ReadQuery(const http::Request& request) {
  const auto query = request.Parameter("query");
  if (!query || query->empty()) return Malformed(kNoQuery);
  if (json::ValidUtf8Prefix(*query) != query->size()) {
    return Malformed("Expected \"query\" param to be valid UTF-8.");
  }
  RequestParameters parameters;
  parameters.query = *query;
  if (const auto name = request.Parameter("operationName"); name && !name->empty()) {
    parameters.operation_name = *name;
  }
  auto variables = ReadObjectParameter(request, "variables");
  if (!variables) return tl::make_unexpected(std::move(variables).error());
  parameters.variables = *std::move(variables);
  const auto extensions = ReadObjectParameter(request, "extensions");
  if (!extensions) return tl::make_unexpected(extensions.error());
  return parameters;
}

}  // namespace pipeline::api
