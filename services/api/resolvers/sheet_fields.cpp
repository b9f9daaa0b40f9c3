#include <algorithm>
#include <utility>

#include "services/api/resolvers/connection.hpp"
#include "services/api/resolvers/file_node.hpp"

namespace pipeline::api {
namespace {

Answered Rows(const ResolveInfo& info) {
  const auto query = ReadNumberedPageQuery(info);
  if (!query) return tl::make_unexpected(query.error());
  const auto& rows = info.parent.As<SheetNode>().rows;
  const std::size_t begin =
      query->after ? std::min<std::size_t>(rows.size(), *query->after + 1) : std::size_t{0};
  const std::size_t end = std::min(rows.size(), begin + query->first);
  Connection connection{{}, end < rows.size(), query->after.has_value()};
  for (std::size_t i = begin; i < end; ++i) {
    connection.edges.push_back({Answer{graphql::RawJson{std::string(rows[i])}}, std::to_string(i)});
  }
  return ObjectOf("RowConnection", std::move(connection));
}

}  // namespace

void SetSheetFields(graphql::Schema& schema) {
  SetField<SheetNode>(
      schema, "Sheet", "name", [](const SheetNode& sheet) { return Answer{sheet.name}; });
  SetField<SheetNode>(schema, "Sheet", "rowCount", [](const SheetNode& sheet) {
    return Number(sheet.rows.size());
  });
  schema.SetResolver("Sheet", "rows", Rows);
  SetConnectionFields(schema, "RowConnection", "RowEdge");
}

}  // namespace pipeline::api
