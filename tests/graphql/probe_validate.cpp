#include <memory>
#include <unordered_map>
#include <utility>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/validate.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {
namespace {

// Tests ask for the same few schemas over and over.
const Result<Schema>& SchemaOf(const std::string& sdl) {
  static std::unordered_map<std::string, Result<Schema>> known;
  const auto found = known.find(sdl);
  return found != known.end() ? found->second
                              : known.emplace(sdl, BuildSchema(Source(sdl))).first->second;
}

std::string Refused(const Error& error) { return R"({"error":)" + ToJson(error) + "}"; }

// graphql-js has none of ours.
constexpr ValidationLimits kNoLimits{.aliases = 0, .depth = 0, .directives = 0};

std::string ErrorsOf(const ProbeRequest& request, const ValidationLimits& limits) {
  const auto& schema = SchemaOf(request.schema);
  if (!schema) {
    return Refused(schema.error());
  }
  const Source source(request.query);
  const auto document = Parse(source, {.tokens = 0});
  if (!document) {
    return Refused(document.error());
  }
  std::string errors;
  for (const Error& error : Validate(*schema, source, *document, limits)) {
    errors += (errors.empty() ? "" : ",") + ToJson(error);
  }
  return R"({"errors":[)" + errors + "]}";
}

}  // namespace

std::string ProbeValidate(const ProbeRequest& request) { return ErrorsOf(request, kNoLimits); }

std::string ProbeValidateBriefly(const ProbeRequest& request) {
  ValidationLimits limits = kNoLimits;
  limits.suggestions = false;
  return ErrorsOf(request, limits);
}

}  // namespace pipeline::graphql
