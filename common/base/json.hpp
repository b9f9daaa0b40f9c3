#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace pipeline::base {

// Here rather than by nlohmann's own functions, which every source would compile anew. Safe from
// any thread.

/// Parses `text`. Returns a discarded value if it is no JSON, with the reason in `problem` if
/// given.
nlohmann::json ParseJson(std::string_view text, std::string* problem = nullptr);

/// `value` on one line without spaces, U+FFFD for each byte that is not of UTF-8.
std::string JsonText(const nlohmann::json& value);
std::string JsonText(const nlohmann::ordered_json& value);

}  // namespace pipeline::base
