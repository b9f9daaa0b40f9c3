#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// What the messages of errors need of Unicode. Text is UTF-8; broken text is never an error here:
/// a byte that begins no character counts as one, U+FFFD.
namespace pipeline::graphql {

/// How much of a name or a value an error's message repeats.
inline constexpr std::size_t kMaxQuotedBytes = 256;

/// Of ASCII: no other is one in the grammar.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  ///< In bytes; 0 only at the end of the text.
};

/// The first character of `text`.
CodePoint FirstCodePoint(std::string_view text);

void AppendUtf8(std::string& text, char32_t code_point);

/// Code units of `text` in UTF-16, which is how graphql-js counts columns.
std::size_t Utf16Length(std::string_view text);

/// The first `units` UTF-16 code units. Half of a surrogate pair becomes U+FFFD: UTF-8 cannot say
/// it.
std::string FirstUtf16Units(std::string_view text, std::size_t units);

/// Where the next line ends, from `from` on: at its \r or \n, or at the end of the text.
std::size_t FindLineEnd(std::string_view text, std::size_t from);

/// What a message quotes: at most kMaxQuotedBytes of whole characters, with "..." if that is not
/// all of it. A message is no echo of a megabyte.
std::string Clip(std::string_view text);

}  // namespace pipeline::graphql
