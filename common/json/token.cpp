#include "common/json/token.hpp"

#include "common/json/strings.hpp"

namespace pipeline::json {
namespace {

TokenEnd PassEscape(const char* at, const char* end) {
  const Escape escape = ReadEscape({at, static_cast<std::size_t>(end - at)});
  switch (escape.status) {
    case Escape::Status::kOk:
      return {at + escape.size};
    case Escape::Status::kLoneSurrogate:
      return {at, TokenFault::kLoneSurrogate};
    case Escape::Status::kMalformed:
      break;
  }
  return {at, TokenFault::kEscape};
}

TokenEnd PassThisWord(std::string_view word, TokenFault fault, const char* at, const char* end) {
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  return rest.starts_with(word) ? TokenEnd{at + word.size()} : TokenEnd{at, fault};
}

std::string_view ExpectedBy(TokenFault fault) {
  switch (fault) {
    case TokenFault::kNone:
      return "nothing else";
    case TokenFault::kNoValue:
      return "a value";
    case TokenFault::kNoDigit:
      return "a digit";
    case TokenFault::kNoTrue:
      return "true";
    case TokenFault::kNoFalse:
      return "false";
    case TokenFault::kNoNull:
      return "null";
    case TokenFault::kNoQuote:
      return "'\"' after a string";
    case TokenFault::kControlCharacter:
      return "control characters in strings escaped";
    case TokenFault::kEscape:
      return "an escape of RFC 8259 after '\\'";
    case TokenFault::kLoneSurrogate:
      return "escaped surrogates in pairs";
  }
  return "a token";
}

}  // namespace

std::string DescribeByte(const char* at, const char* end) {
  constexpr std::string_view kPunctuation = "{}[]:,\"\\";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (at == end) {
    return "the end of the document";
  }
  if (kPunctuation.find(*at) != std::string_view::npos) {
    return std::string("'") + *at + "'";
  }
  const auto byte = static_cast<unsigned char>(*at);
  return std::string("byte 0x") + kDigits[byte >> 4] + kDigits[byte & 0xF];
}

JsonErrorCode CodeOf(TokenFault fault) {
  return fault == TokenFault::kLoneSurrogate ? JsonErrorCode::kLoneSurrogate
                                             : JsonErrorCode::kNotJson;
}

std::string Describe(TokenFault fault, const char* at, const char* end) {
  std::string text = "expected ";
  text.append(ExpectedBy(fault)).append(", got ");
  if (fault == TokenFault::kEscape) {
    return text.append("another");
  }
  if (fault == TokenFault::kLoneSurrogate) {
    return text.append("half of one");
  }
  return text.append(DescribeByte(at, end));
}

const char* PassSomeSpace(const char* at, const char* end) {
  while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) {
    ++at;
  }
  return at;
}

TokenEnd PassStringRest(const char* at, const char* end) {
  while (at != end && *at != '"') {
    if (*at != '\\') {
      return {at, TokenFault::kControlCharacter};
    }
    const TokenEnd escape = PassEscape(at, end);
    if (escape.fault != TokenFault::kNone) {
      return escape;
    }
    at = FindStringStop(escape.at, end);
  }
  return at == end ? TokenEnd{at, TokenFault::kNoQuote} : TokenEnd{at + 1};
}

TokenEnd PassWord(const char* at, const char* end) {
  switch (*at) {
    case 't':
      return PassThisWord("true", TokenFault::kNoTrue, at, end);
    case 'f':
      return PassThisWord("false", TokenFault::kNoFalse, at, end);
    case 'n':
      return PassThisWord("null", TokenFault::kNoNull, at, end);
    default:
      return {at, TokenFault::kNoValue};
  }
}

}  // namespace pipeline::json
