#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/json/byte_block.hpp"
#include "common/json/error.hpp"

namespace pipeline::json {

/// A fault of one token.
enum class TokenFault : std::uint8_t {
  kNone,
  kNoValue,
  kNoDigit,
  kNoTrue,
  kNoFalse,
  kNoNull,
  kNoQuote,
  kControlCharacter,
  kEscape,
  kLoneSurrogate,
};

/// The end of a token, or the place of its fault.
struct TokenEnd {
  const char* at;
  TokenFault fault = TokenFault::kNone;
};

/// The byte at `at`, for messages. Only punctuation is quoted: any other byte may be private data.
std::string DescribeByte(const char* at, const char* end);

JsonErrorCode CodeOf(TokenFault fault);
/// "expected ..., got ...", for a fault at `at`.
std::string Describe(TokenFault fault, const char* at, const char* end);

/// Passes the rest of a string from the end of its first plain text: escapes, more text, the
/// closing quote.
TokenEnd PassStringRest(const char* at, const char* end);

/// Passes true, false or null.
TokenEnd PassWord(const char* at, const char* end);

/// PassSpace() without its shortcut.
const char* PassSomeSpace(const char* at, const char* end);

inline const char* PassSpace(const char* at, const char* end) {
  if (at == end || static_cast<unsigned char>(*at) > ' ') [[likely]] {
    return at;
  }
  return PassSomeSpace(at, end);
}

/// Passes the string whose opening quote is at `at`.
inline TokenEnd PassString(const char* at, const char* end) {
  at = FindStringStop(at + 1, end);
  if (at != end && *at == '"') [[likely]] {
    return {at + 1};
  }
  return PassStringRest(at, end);
}

inline TokenEnd PassDigits(const char* at, const char* end) {
  const char* digits_end = FindDigitsEnd(at, end);
  return {digits_end, digits_end == at ? TokenFault::kNoDigit : TokenFault::kNone};
}

inline TokenEnd PassExponent(const char* at, const char* end) {
  ++at;
  if (at != end && (*at == '+' || *at == '-')) {
    ++at;
  }
  return PassDigits(at, end);
}

/// Passes the number at `at`, which is a minus sign or a digit. A leading zero ends the integer:
/// the caller refuses a digit after it, because no token may begin there.
inline TokenEnd PassNumber(const char* at, const char* end) {
  if (*at == '-') {
    ++at;
  }
  TokenEnd token{at + 1};
  if (at == end || *at != '0') {
    token = PassDigits(at, end);
  }
  if (token.fault == TokenFault::kNone && token.at != end && *token.at == '.') {
    token = PassDigits(token.at + 1, end);
  }
  if (token.fault == TokenFault::kNone && token.at != end && (*token.at | 0x20) == 'e') {
    token = PassExponent(token.at, end);
  }
  return token;
}

/// Passes a string, a number, true, false or null.
inline TokenEnd PassScalar(const char* at, const char* end) {
  if (at == end) {
    return {at, TokenFault::kNoValue};
  }
  if (*at == '"') {
    return PassString(at, end);
  }
  if (*at == '-' || (*at >= '0' && *at <= '9')) {
    return PassNumber(at, end);
  }
  return PassWord(at, end);
}

}  // namespace pipeline::json
