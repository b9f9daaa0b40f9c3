#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/resolvers/resolving.hpp"

namespace pipeline::api {

/// One node of a page with its cursor.
struct Edge {
  Answer node;
  std::string cursor;
};

/// A page as in Relay's specification of cursor connections.
struct Connection {
  std::vector<Edge> edges;
  bool has_next = false;
  bool has_previous = false;
};

/// The arguments `first` and `after` of a field.
struct PageQuery {
  std::size_t first = 0;
  std::string after;  ///< Empty: from the start.
};

/// BAD_USER_INPUT unless `first` is 0 to kMostPerPage.
graphql::Result<PageQuery> ReadPageQuery(const ResolveInfo& info);
/// The same for lists whose cursors are numbers.
struct NumberedPageQuery {
  std::size_t first = 0;
  std::optional<std::uint64_t> after;
};
graphql::Result<NumberedPageQuery> ReadNumberedPageQuery(const ResolveInfo& info);
/// BAD_USER_INPUT for an `after` that is no cursor.
tl::unexpected<graphql::Error> NoCursor();

/// Sets the resolvers of a connection and its edge. Both names are literals.
void SetConnectionFields(graphql::Schema& schema,
                         std::string_view connection,
                         std::string_view edge);
/// Sets the resolvers of PageInfo.
void SetPageInfoFields(graphql::Schema& schema);

}  // namespace pipeline::api
