#include "services/api/graphql/language/parser.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {

std::string ProbeParse(const ProbeRequest& request) {
  const Source source(request.query);
  const auto document = Parse(source);
  return document ? R"({"ok":true})" : R"({"error":)" + ToJson(document.error()) + "}";
}

}  // namespace pipeline::graphql
