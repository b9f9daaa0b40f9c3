#include "libs/graphql/language/text.hpp"

#include <array>

namespace pipeline::graphql {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned UnsignedByteAt(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool IsContinuation(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

// The size by the first byte; 0 for a byte that begins no character.
std::size_t SizeOfCharacter(unsigned first) {
  if (first < 0x80) {
    return 1;
  }
  if (first < 0xC2 || first > 0xF4) {
    return 0;
  }
  return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

bool IsScalarOfSize(char32_t value, std::size_t size) {
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value >= kSmallest.at(size) && value <= 0x10FFFF && !surrogate;
}

}  // namespace

CodePoint FirstCodePoint(std::string_view text) {
  const unsigned first = UnsignedByteAt(text, 0);
  const std::size_t size = SizeOfCharacter(first);
  if (text.empty() || size == 1) {
    return {first, text.empty() ? 0U : 1U};
  }
  char32_t value = first & (0xFFU >> (size + 1));
  for (std::size_t at = 1; at < size; ++at) {
    const unsigned byte = UnsignedByteAt(text, at);
    if (!IsContinuation(byte)) {
      return {kReplacement, 1};
    }
    value = (value << 6) | (byte & 0x3FU);
  }
  return size != 0 && IsScalarOfSize(value, size) ? CodePoint{value, size}
                                                  : CodePoint{kReplacement, 1};
}

void AppendUtf8(std::string& text, char32_t code_point) {
  const auto append = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (code_point < 0x80) {
    append(code_point);
    return;
  }
  if (code_point < 0x800) {
    append(0xC0 | (code_point >> 6));
  } else if (code_point < 0x10000) {
    append(0xE0 | (code_point >> 12));
    append(0x80 | ((code_point >> 6) & 0x3F));
  } else {
    append(0xF0 | (code_point >> 18));
    append(0x80 | ((code_point >> 12) & 0x3F));
    append(0x80 | ((code_point >> 6) & 0x3F));
  }
  append(0x80 | (code_point & 0x3F));
}

std::size_t Utf16Length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (IsContinuation(byte) ? 0U : 1U) + (byte >= 0xF0 ? 1U : 0U);
  }
  return units;
}

std::string FirstUtf16Units(std::string_view text, std::size_t units) {
  std::string taken;
  while (units > 0 && !text.empty()) {
    const CodePoint next = FirstCodePoint(text);
    const std::size_t width = next.value > 0xFFFF ? 2 : 1;
    AppendUtf8(taken, width <= units ? next.value : kReplacement);
    units -= width <= units ? width : units;
    text.remove_prefix(next.size);
  }
  return taken;
}

std::size_t FindLineEnd(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] != '\n' && text[from] != '\r') {
    ++from;
  }
  return from;
}

std::string Clip(std::string_view text) {
  if (text.size() <= kMaxQuotedBytes) {
    return std::string(text);
  }
  std::size_t end = kMaxQuotedBytes;
  while (end > kMaxQuotedBytes - 4 && IsContinuation(UnsignedByteAt(text, end))) {
    --end;
  }
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace pipeline::graphql
