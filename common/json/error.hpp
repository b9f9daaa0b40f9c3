#pragma once

#include <cstddef>
#include <string>

namespace pipeline::json {

/// The deepest nesting of arrays and objects that a document may have.
inline constexpr std::size_t kMaxDepth = 128;
/// The largest document, in bytes: far above what a NATS server accepts (64 MiB at most).
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 30;

enum class JsonErrorCode {
  kEmpty,
  kNotJson,  ///< Breaks the grammar of RFC 8259.
  kInvalidUtf8,
  kLoneSurrogate,  ///< An escaped half of a surrogate pair.
  kDuplicateKey,
  kTooDeep,
  kTooLarge,
};

/// The first fault of a document.
struct JsonError {
  JsonErrorCode code = JsonErrorCode::kNotJson;
  std::size_t offset = 0;  ///< In bytes.
  /// For people: the offset, what was expected, what came. Never quotes the document beyond one
  /// character of punctuation.
  std::string message;
};

}  // namespace pipeline::json
