#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/contract/rejection.hpp"
#include "common/json/byte_block.hpp"

namespace pipeline::json {

/// What is wrong with a token of JSON.
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

/// Where a token ends, or where it is wrong.
struct TokenEnd {
  const char* at;
  TokenFault fault = TokenFault::kNone;
};

/// The byte at `at`, for messages. Only punctuation is shown as it is: the rest may be part of what
/// somebody keeps private.
std::string DescribeByte(const char* at, const char* end);

contract::RejectionCode CodeOf(TokenFault fault);
/// What was expected, and what came at `at`.
std::string Describe(TokenFault fault, const char* at, const char* end);

/// Passes the rest of a string whose plain text ends at `at`: escapes, more text, the closing
/// quote.
TokenEnd PassStringRest(const char* at, const char* end);

/// Passes true, false or null, which the byte at `at` announces.
TokenEnd PassWord(const char* at, const char* end);

/// PassSpace() where white space may be.
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

/// Passes the number at `at`, which is a minus sign or a digit. What follows a leading zero is left
/// for the next token, where no digit is allowed.
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

/// Passes a value that is neither an object nor an array.
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
