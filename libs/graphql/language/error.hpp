#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

/// A response name or the index of a list.
using PathSegment = std::variant<std::string, std::size_t>;

/// One entry of `errors` in an answer (specification, section 7.1.2).
struct Error {
  std::string message;
  std::vector<Location> locations = {};
  std::vector<PathSegment> path = {};  ///< Empty: the entry has none.
  std::string code = {};               ///< extensions.code; empty: none.
};

/// An error where the byte at `offset` stands.
inline Error ErrorAt(const Source& source, std::uint32_t offset, std::string message) {
  return {.message = std::move(message), .locations = {source.LocationOf(offset)}};
}

/// A value or an error.
template <typename T>
using Result = tl::expected<T, Error>;

}  // namespace pipeline::graphql
