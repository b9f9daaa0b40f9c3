#include "libs/graphql/validation/overlapping/conflicts.hpp"

#include <algorithm>
#include <utility>

#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// graphql-js's, so that a message does not grow with the document.
constexpr std::size_t kMaxDetail = 1000;
constexpr std::size_t kMaxNodes = 20;

std::string Abbreviated(std::string text) {
  if (text.size() > kMaxDetail) {
    text.resize(kMaxDetail);
    text += "...";
  }
  return text;
}

using Fields = std::vector<const ast::Field*>;

// The field, then those of the conflicts below it; of each conflict the deepest first to stay.
Fields Nodes(const ast::Field& field, const Conflicts& subfields, Fields Conflict::*side) {
  Fields nodes{&field};
  for (const Conflict& conflict : subfields) {
    const Fields& more = conflict.*side;
    const std::size_t taken = std::min(more.size(), kMaxNodes - nodes.size());
    nodes.insert(nodes.end(), more.end() - static_cast<std::ptrdiff_t>(taken), more.end());
    if (nodes.size() == kMaxNodes) {
      break;
    }
  }
  return nodes;
}

}  // namespace

Conflict OfSubfields(std::string_view response_name,
                     const ast::Field& field1,
                     const ast::Field& field2,
                     const Conflicts& subfields) {
  std::string reason;
  for (const Conflict& conflict : subfields) {
    reason += reason.empty() ? "" : " and ";
    reason +=
        "subfields " + Quoted(conflict.response_name) + " conflict because " + conflict.reason;
    if (reason.size() > kMaxDetail) {
      break;
    }
  }
  return {response_name,
          Abbreviated(std::move(reason)),
          Nodes(field1, subfields, &Conflict::fields1),
          Nodes(field2, subfields, &Conflict::fields2)};
}

std::string MessageOf(const Conflict& conflict) {
  return "Fields " + Quoted(conflict.response_name) + " conflict because " + conflict.reason +
         ". Use different aliases on the fields to fetch both if this was intentional.";
}

}  // namespace pipeline::graphql::validation
