#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Unicode for error messages. Text is UTF-8. Invalid text is no error here: a byte that begins no
/// character counts as U+FFFD.
namespace pipeline::graphql {

/// The longest name or value that an error's message quotes.
inline constexpr std::size_t kMaxQuotedBytes = 256;

/// An ASCII digit, the only ones in the grammar.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  ///< In bytes; 0 only at the end of the text.
};

/// The first character of `text`.
CodePoint FirstCodePoint(std::string_view text);

void AppendUtf8(std::string& text, char32_t code_point);

/// The number of UTF-16 code units of `text`. graphql-js counts columns in them.
std::size_t Utf16Length(std::string_view text);

/// The first `units` UTF-16 code units. Half of a surrogate pair, which UTF-8 cannot encode,
/// becomes U+FFFD.
std::string FirstUtf16Units(std::string_view text, std::size_t units);

/// The offset of the next \r or \n from `from` on; the size of the text if there is none.
std::size_t FindLineEnd(std::string_view text, std::size_t from);

/// `text` for a message: at most kMaxQuotedBytes of whole characters, then "..." if there are more,
/// so that a message does not repeat a megabyte.
std::string Clip(std::string_view text);

}  // namespace pipeline::graphql
