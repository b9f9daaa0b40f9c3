#include "services/api/resolvers/connection.hpp"

namespace pipeline::api {

graphql::Result<PageQuery> ReadPageQuery(const ResolveInfo& info) {
  constexpr std::int32_t kDefault = 20;
  const auto* given = info.arguments.Get<std::int32_t>("first");
  const std::int32_t first = given == nullptr ? kDefault : *given;
  if (first < 0 || first > kMostPerPage) {
    return Fail(
        "BAD_USER_INPUT",
        "first: expected 0 to " + std::to_string(kMostPerPage) + ", got " + std::to_string(first));
  }
  return PageQuery{static_cast<std::size_t>(first), TextArgument(info, "after")};
}

graphql::Result<NumberedPageQuery> ReadNumberedPageQuery(const ResolveInfo& info) {
  const auto page = ReadPageQuery(info);
  if (!page) return tl::make_unexpected(page.error());
  if (page->after.empty()) return NumberedPageQuery{page->first, std::nullopt};
  const auto after = WholeNumber(page->after);
  if (!after) return NoCursor();
  return NumberedPageQuery{page->first, after};
}

tl::unexpected<graphql::Error> NoCursor() {
  return Fail("BAD_USER_INPUT", "after: expected the cursor of an edge of this list");
}

void SetConnectionFields(graphql::Schema& schema,
                         std::string_view connection,
                         std::string_view edge) {
  schema.SetResolver(connection, "edges", [edge](const ResolveInfo& info) -> Answered {
    Answer::List edges;
    for (const Edge& one : info.parent.As<Connection>().edges) edges.push_back(ObjectOf(edge, one));
    return Answer{std::move(edges)};
  });
  schema.SetResolver(connection, "pageInfo", [](const ResolveInfo& info) -> Answered {
    return Answer{graphql::Object{"PageInfo", info.parent.data}};
  });
  SetField<Edge>(schema, edge, "node", [](const Edge& one) { return one.node; });
  SetField<Edge>(schema, edge, "cursor", [](const Edge& one) { return Answer{one.cursor}; });
}

void SetPageInfoFields(graphql::Schema& schema) {
  constexpr auto kType = "PageInfo";
  SetField<Connection>(
      schema, kType, "hasNextPage", [](const Connection& page) { return Answer{page.has_next}; });
  SetField<Connection>(schema, kType, "hasPreviousPage", [](const Connection& page) {
    return Answer{page.has_previous};
  });
  SetField<Connection>(schema, kType, "startCursor", [](const Connection& page) {
    return page.edges.empty() ? Answer{nullptr} : Answer{page.edges.front().cursor};
  });
  SetField<Connection>(schema, kType, "endCursor", [](const Connection& page) {
    return page.edges.empty() ? Answer{nullptr} : Answer{page.edges.back().cursor};
  });
}

}  // namespace pipeline::api
