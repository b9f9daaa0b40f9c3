#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pipeline::json {

/// An escape of a JSON string (RFC 8259 section 7).
struct Escape {
  enum class Status { kOk, kMalformed, kLoneSurrogate };

  Status status = Status::kMalformed;
  char32_t code_point = 0;
  std::size_t size = 0;  ///< Bytes from the backslash on; 12 for a surrogate pair.
};

/// Reads the escape at the start of `text`, which begins with a backslash.
Escape ReadEscape(std::string_view text);

/// The text of a JSON string. `content` is what stands between its quotes and is already checked.
std::string DecodeString(std::string_view content);

}  // namespace pipeline::json
