#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace pipeline::base {

/// Reads all of `text` as a decimal number: digits, with a minus sign where `Number` has one.
/// Nothing for an empty text, a plus sign, spaces, anything after the number, or a number that
/// `Number` cannot hold. Pure.
template <typename Number>
std::optional<Number> ParseNumber(std::string_view text) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace pipeline::base
