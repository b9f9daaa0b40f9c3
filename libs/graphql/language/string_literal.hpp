#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace pipeline::graphql {

/// Appends what the escape sequence at the front of `text`, which begins with a backslash, stands
/// for. The answer is the size of the sequence, or the message that refuses it.
tl::expected<std::size_t, std::string> DecodeEscape(std::string_view text, std::string& value);

/// The value of a block string from what stands between its quotes: its escape resolved, common
/// indentation and blank lines around it removed (specification, section 2.9.4).
std::string DecodeBlockString(std::string_view raw);

}  // namespace pipeline::graphql
