#pragma once

#include <string>
#include <string_view>

namespace pipeline::graphql {

/// The value of a block string from what stands between its quotes: its escape resolved, common
/// indentation and blank lines around it removed (specification, section 2.9.4).
std::string DecodeBlockString(std::string_view raw);

/// A block string with this value, laid out as graphql-js does.
std::string PrintBlockString(std::string_view value);

}  // namespace pipeline::graphql
