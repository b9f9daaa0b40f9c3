#pragma once

#include <cstddef>

namespace pipeline::contract {

/// The deepest nesting of arrays and objects that any message may have.
inline constexpr std::size_t kMaxDepth = 128;
/// The longest file name, in bytes of UTF-8: the ledger's column is that wide.
inline constexpr std::size_t kMaxFilenameBytes = 512;
/// The longest document, in bytes: far above what a NATS server lets through (64 MiB at most).
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 30;

}  // namespace pipeline::contract
