#include "services/api/graphql/schema/build_schema.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {

std::string ProbeSchema(const ProbeRequest& request) {
  const auto schema = BuildSchema(Source(request.schema));
  return schema ? R"({"ok":true})" : R"({"error":)" + ToJson(schema.error()) + "}";
}

}  // namespace pipeline::graphql
