#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/resolvers/resolving.hpp"

namespace pipeline::api {

/// One thing on a page, and where it stands.
struct Edge {
  Answer node;
  std::string cursor;
};

/// A page, as Relay's specification of cursor connections has it.
struct Connection {
  std::vector<Edge> edges;
  bool has_next = false;
  bool has_previous = false;
};

/// What a field with a page was asked for.
struct PageQuery {
  std::size_t first = 0;
  std::string after;  ///< Empty: from the start on.
};

/// BAD_USER_INPUT where `first` is none of 0 to kMostPerPage.
graphql::Result<PageQuery> ReadPageQuery(const ResolveInfo& info);
/// The same where cursors are numbers; `after` is 0 for none.
struct NumberedPageQuery {
  std::size_t first = 0;
  std::optional<std::uint64_t> after;
};
graphql::Result<NumberedPageQuery> ReadNumberedPageQuery(const ResolveInfo& info);
/// BAD_USER_INPUT.
tl::unexpected<graphql::Error> NoCursor();

/// Gives the fields of `{name}Connection` and `{name}Edge` their functions. Both literals.
void SetConnectionFields(graphql::Schema& schema,
                         std::string_view connection,
                         std::string_view edge);
/// Those of PageInfo.
void SetPageInfoFields(graphql::Schema& schema);

}  // namespace pipeline::api
